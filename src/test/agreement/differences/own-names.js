// What the script declares itself is not the browser's.
function ActiveXObject(name) { "use strict"; return name; }
new ActiveXObject("Msxml2.XMLHTTP"); // there: web-avoid-browser-specific-api
