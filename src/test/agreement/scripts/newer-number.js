var a = 10;
var b = 10n;
var c = 1_000;
