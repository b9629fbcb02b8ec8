// In parentheses it is no directive (ECMAScript, clause 11.2.1): the function does not run in strict mode.
x.y = function named() { ("use strict"); }; // here: web-use-strict-mode
