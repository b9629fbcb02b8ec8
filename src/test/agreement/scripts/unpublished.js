// What the platform has and does not publish.
(function () {
    "use strict";
    Xrm.Internal.messages();
    Xrm.Page.data;
    window.Xrm.Internal.isUci();
    window.parent.Xrm.Reporting.open();
    var up = window.parent;
    up.Xrm.Hidden.a();
    other.Xrm.Hidden.a();
    Mscrm.RibbonActions.openGrid();
    var m = Mscrm.Utilities;
    parent.Mscrm.a.b();
    MSCRM.a = 1;
    XUI.Html.Dom();
    CrmEncodeDecode.CrmXmlEncode("a");
    Microsoft.Crm.Client.a();
    Microsoft.Other.a();
    var org = WEB_APP_URL + "/a", user = window.USER_GUID;
    openObj(1, 2);
    window.openStdWin("a");
    parent.refreshParentGrid(1);
    mine.openStdWin("a");
    crmGrid.Refresh();
    $("div").addClass("ms-crm-Grid");
    a.b("x ms-crm-y", "z");
    openStdDlg("ms-crm-a");
    return { REQ_ID: org, user: user, m };
})();
