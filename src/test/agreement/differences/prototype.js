// Microsoft's rules keep variables in an object, which has names of its own: what comes from toString() or valueOf() counts
// for the document.
var p = Xrm.Utility;
var s = a.toString();
s.title = "b"; // there: web-avoid-dom-form
