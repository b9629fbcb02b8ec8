// HTML that is written here holds nothing foreign.
$("#a").html("<b>c</b>"); // there: web-sdl-no-html-method
$("#a").html(`<b>c</b>`); // there: web-sdl-no-html-method
$("#a").html(1); // there: web-sdl-no-html-method
