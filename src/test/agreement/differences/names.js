// A name in brackets is the same member.
window.parent["Xrm"].Page; // here: web-use-client-context
Xrm["Mobile"]['offline']; // here: web-use-offline

// The settings of the user may be in a variable.
var settings = Xrm.Utility.getGlobalContext().userSettings;
settings.securityRolePrivileges; // here: web-use-getsecurityroleprivilegesinfo

// The theme of Fluent UI is changed through its own name.
FluentUIReact.loadTheme({}); // here: web-avoid-loadtheme

// The window on top has a name of its own.
top.location = "a"; // here: web-avoid-window-top

// The console is one of the window, too.
window.console.log("a"); // here: web-remove-console
