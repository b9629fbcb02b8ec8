// Requests that the browser waits for.
function a() {
    "use strict";
    var xhr = new XMLHttpRequest();
    xhr.open("GET", "/a", false);
    xhr.open("GET", "/a", true);
    xhr.open("GET", "/a");
    xhr.open("GET", "/a", 0);
    xhr.open("GET", "/a", null);
    var no = false, maybe = x > 10, copy = no;
    xhr.open("GET", "/a", no);
    xhr.open("GET", "/a", maybe);
    xhr.open("GET", "/a", copy);
    no = true;
    xhr.open("GET", "/a", no);
    maybe = false;
    xhr.open("GET", "/a", maybe);
    var r2;
    r2 = new XMLHttpRequest();
    r2.open("GET", "/b", false);
    r2 = shop;
    r2.open("GET", "/b", false);
    this.req = new XMLHttpRequest();
    this.req.open("GET", "/c", false);
    new XMLHttpRequest().open("GET", "/d", false);
    var make = function () { return new XMLHttpRequest(); };
    make().open("GET", "/e", false);
    function makeToo() { return new XMLHttpRequest(); }
    makeToo().open("GET", "/e", false);
    var box = { inner: { make: function () { return new XMLHttpRequest(); } } };
    box.inner.make().open("GET", "/f", false);
    shop.open("GET", "/g", false);
    var X = XMLHttpRequest;
    X.open("GET", "/h", undefined);
}
function isAsync() { return false; }
var async = isAsync();
var s = $.ajax({ url: "a", async: async });
var s1 = $.ajax({ url: "a", async: false });
var s2 = jQuery.post({ async: isAsync() });
var s3 = $.ajax({ url: "a", async: true });
$.ajaxSetup({ async: false });
function get() { return $.ajax({ "url": "a", async: false, ...more }); }
XrmServiceToolkit.Rest.Create(a, "b", c, d);
XrmServiceToolkit.Rest.Create(a, "b", c, d, false);
XrmServiceToolkit.Rest.Create(a, "b", c, d, true);
XrmServiceToolkit.Rest.Retrieve(a, "b", c, d, e, f);
window.XrmServiceToolkit.Rest.Update(a, b, c, d, e, false);
XrmServiceToolkit.Soap.Fetch("a");
XrmServiceToolkit.Soap.Fetch("a", true, f);
XrmServiceToolkit.Soap.Fetch("a", true, null);
XrmServiceToolkit.Soap.GetCurrentUserId();
XrmServiceToolkit.Soap.Other();
Sdk.Sync.retrieve("a");
Sdk.Async.retrieve("a");
new ActiveXObject("Msxml2.XMLHTTP");
new ActiveXObject("Excel.Application");
new ActiveXObject(name);
new ActiveXObject;
new ActiveXObject();
ActiveXObject("a");
