// The client API: what is deprecated or gone, written in all the ways that scripts write it.
function onLoad(executionContext) {
    "use strict";
    var name = Xrm.Page.getAttribute("name").getValue();
    var page = Xrm.Page;
    page.data.entity.save();
    window.parent.Xrm.Page.ui.close();
    parent.Xrm.Page.getControl("a");
    window.opener.Xrm.Page.data.refresh();
    var context = Xrm.Page.context;
    context.getOrgLcid();
    var old = Xrm.Page.context.getServerUrl();
    parent.Xrm.Page.context.getAuthenticationHeader();
    var ctx = Xrm.Page.context,
        org = ctx.getOrgUniqueName(),
        outlook = ctx.isOutlookClient();
    Xrm.Utility.getGlobalContext().isOutlookOnline();
    GetGlobalContext().getServerUrl();
    var global = GetGlobalContext();
    global.getServerUrl();
    if (Xrm.Page.context.getIsAutoSaveEnabled()) {
        Xrm.Page.ui.getCurrentControl().setFocus();
    }
    Xrm.Utility.openEntityForm("account", null,
        { a: 1 });
    var utility = Xrm.Utility;
    utility.openQuickCreate("account");
    utility
        .alertDialog("not one name");
    Xrm.Utility.alertDialog("a", function () { Xrm.Utility.confirmDialog("b"); });
    var open = Xrm.Utility.openWebResource;
    open("a");
    Xrm.Navigation.openDialog("a");
    Xrm.Navigation.openForm({});
    Xrm.Mobile.offline.createRecord("a", {});
    var offline = Xrm.Mobile.offline;
    var mobile = Xrm.Mobile;
    mobile.offline.retrieveRecord("a");
    if (Xrm.Utility.isActivityType("email")) { save(); }
    Xrm.Panel.loadPanel("https://contoso.com", "a");
    var panel = parent.Xrm.Panel;
    panel.loadPanel("b");
    var roles = Xrm.Utility.getGlobalContext().userSettings.securityRolePrivileges;
    settings.getSecurityRolePrivilegesInfo();
    loadTheme({});
    window.loadTheme({});
    window.fluent.loadTheme({});
    return [name, old, context, org, outlook, roles, offline];
}
