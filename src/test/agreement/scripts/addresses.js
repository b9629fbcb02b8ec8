// Addresses.
var a = [
    "/XRMServices/2011/OrganizationData.svc/AccountSet",
    '/xrmservices/2011/organizationdata.svc',
    "https:\/\/a.crm.dynamics.com\/XRMServices\/2011\/Organization.svc",
    "https://a.crm.dynamics.com/XRMServices/2011/Organization.svc/web",
    "/xrmservices/2011/discovery.svc",
    `/xrmservices/2011/discovery.svc`,
    "https://a.crm.dynamics.com/api/data/v9.2/accounts",
    "http://a.crm.dynamics.com/api/discovery/v9.2",
    "ftp:/api/data/v9", "mailto:/api/data/v1", "//a/api/data/v9", "https:///api/data/v9.2", "https://?/api/data/v9", "C:/api/data/v",
    "x https://a.com/api/data/v9",
    "https://a.com/MSCRMServices/2007/CrmService.asmx",
    "/WebResources/contoso_/a.js",
    "https://a.crm.dynamics.com/webresources/b.html",
    "../WebResources/c", "WebResources/d", '"/webresources/e"',
    "/_static/_common/scripts/jquery-2.1.1.min.js",
    "https://a.crm.dynamics.com/_static/_common/scripts/jQuery-2.1.1.min.js?ver=1",
    "http://contoso.com", "HTTP://contoso.com", "ftp://a", "telnet://a", "ws://a", "wss://a", " http://a", "see http://a",
    "http://localhost:8080/a", "http://schemas.microsoft.com/a", "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg",
    "http://www.w3.org/2001/XMLSchema-instance", "http://schemas.xmlsoap.org/soap/envelope/",
    "http:\u002f\u002fcontoso.com", "\x68ttp://contoso.com",
    `http://contoso.com/${b}`, `${b}http://contoso.com`, `${b}
http://contoso.com`, `http://localhost/${b}`, { "http://key.com": 1 },
];
import_("http://contoso.com");
