var Contoso = Contoso || {};
Contoso.Rating = function () {};
