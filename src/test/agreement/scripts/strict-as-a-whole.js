/* strict as a whole */
// with comments
"use strict";
function a() { return function () { }; }
var b = () => 1;
