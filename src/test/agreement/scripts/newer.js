// What came after 2018.
var a = 1;
var b = a?.b;
