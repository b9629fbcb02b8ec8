/*! jQuery v3.7.1 | (c) OpenJS Foundation and other contributors */
"use strict";
var Contoso = Contoso || {};
Contoso.Trip = { onLoad: function (context) { return context; } };
