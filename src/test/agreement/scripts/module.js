// A module is strict by itself.
import { a as b } from "./a.js";
import alert, * as window from "./window.js";
export default function () { alert("local"); window.alert("local"); console.log("a"); }
export const f = function () { return b == 1; }, g = async () => await b;
export class C { static x = 1; m() { this.alert("a"); } }
export { f as default2 };
this.alert("b");
eval("c");
