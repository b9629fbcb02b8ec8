// Other windows.
var t = window.top;
var w = window;
w.top.foo();
w.top = 1;
window.top.location = "a";
t = window.parent.parent;
var p = window.parent, q = p.parent;
p.parent.foo();
p.parent;
if (t === window.top) { a(window.top); }
if (window.parent == self.parent) { b(); }
$(window.top).resize();
$(window.parent.parent.document);
var d = $(window.top);
x.window.top;
parent.parent.a;
window.parent.parent.Xrm.a();
parent.foo();
parent;
window.parent.bar();
window.parent;
var up = parent;
up.baz();
up.a = 1;
var o = opener, oo = window.opener;
oo.close();
opener.a();
this.parent.x();
global.parent.y();
var z = this.parent.z;
parent.Xrm.Page;
window.parent.Xrm.Utility;
var ab = a.window.opener;
a.window.parent;
var ac = a.window.parent;
var e = parent.document.getElementById("a");
e.focus();
foo(parent.bar());
function f() { return window.parent.x; }
showModalDialog("a");
window.showModalDialog("b");
parent.showModalDialog("c");
other.showModalDialog("d");
window.a.showModalDialog("e");
function refresh(formContext) {
    formContext.ui.refreshRibbon();
    formContext.ui.refreshRibbon(true);
    ui.refreshRibbon();
    Xrm.Page.ui.refreshRibbon();
    x["ui"].refreshRibbon();
}
