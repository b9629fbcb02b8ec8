// No script at all.
var a = ;
