// Syntax of today, in all of which the rules must find their way.
class Base { m() { return 1; } }
class Form extends (Base) {
    static async *rows() { yield* Xrm.Page.a; for await (const row of rows) { yield row == 1; } }
    get context() { return Xrm.Page.context; }
    set context(value) { console.log(value); }
    async load({ id = Xrm.Page.data, ...rest } = {}, [first, , third] = []) { await alert(id); return `${Xrm.Page.ui}${rest}`; }
    ["computed" + Xrm.Page.x]() { }
}
const f = async ({ a, b: [c] }, ...d) => ({ ...Xrm.Page.a, [eval("x")]: d ** 2 ** c }), g = x => y => z => x == y != z;
let re = /[/"'`]alert("a")\/(?<y>[^\]]+)(?<=x)/gimsuy, q = a / b / alert("c"), r = a++ / alert("d") / 2, s = (a) / alert("e") / g;
if (a) /alert("f")/.test(b); else /alert("g")/.exec(c);
var t = `a ${b ? `c ${{ d: "}" }.d} e ${alert("h")}` : /`/} f`, u = tag`x${alert("i")}\u{zz}`, v = {} / alert("j") / 1;
{ } /alert("k")/.test(a);
function* gen() { const x = yield /alert("l")/; yield
/alert("m")/; }
var yield_ = 1, let_ = 2, async = 3, of = 4, get = 5, set = 6, static_ = 7;
async
alert("n");
a
++b; alert("o");
x = a
/b/alert("p");
for (var of of ofs) alert("q");
for (async of => 1; false;) ;
<!-- alert("r")
a --> alert("s");
--> alert("t")
l\u0065t\u{31} = 1; \u0061lert("u"); window.\u0061lert("v"); "\u0061lert(1)";
do alert("w"); while (0) alert("x");
switch (a) { case alert("y"): default: alert("z"); }
a: b: for (const [x, { y = eval("1") }] of z) { continue a; }
new new X().y(alert("1"))(alert("2")); new (eval("3"))(); new a.b.c;
var o = { async, get, set, async *a() { }, async b() { }, get c() { return 1; }, set c(x) { }, *d() { }, 'e'() { }, 1: 2, [f]: 3, get: 4, async: 5, __proto__: null, new: 6, if: 7 };
({ a, b: [c.d = alert("4")], ...e } = f); [a, b = alert("5"), ...c] = d;
try { a(); } catch ({ message }) { alert(message); } finally { }
void 0, typeof a, delete a.b, !a, ~a, -+a; a = b, c; a ? b : c ? d : e;
(function () { })(); (() => { })(); (async () => { })(); !function () { }();
function ä() { var 变量 = "\
alert"; return 变量 == ä; }
