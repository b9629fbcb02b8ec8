// Dialogs of the browser in a script of forms.
var a = Xrm.Utility;
alert("a"); confirm("b"); prompt("c"); window.alert("d"); parent.confirm("e"); toast.alert("f"); window.parent.alert("g"); a.window.alert("h");
Mscrm.a;
