// jQuery waits, wherever the request stands.
$.ajax({ url: "a", async: false }); // here: web-use-async
foo($.post({ async: false })); // here: web-use-async
if (a) { jQuery.get({ async: false }).done(b); } // here: web-use-async

// !1 is what minifiers make of false.
var xhr = new XMLHttpRequest();
xhr.open("GET", "/a", !1); // here: web-use-async
