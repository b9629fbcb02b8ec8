// Events before the first use of the client API are not those of a form; accesses are.
document.getElementById("a").addEventListener("b", c);
alert("a");
document.body.a = 1;
var r = f(Xrm.WebApi.retrieveRecord("a"));
document.getElementById("a").addEventListener("b", c);
alert("b");
var p = crmForm;
