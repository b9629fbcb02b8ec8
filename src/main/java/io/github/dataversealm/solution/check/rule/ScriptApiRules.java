package io.github.dataversealm.solution.check.rule;

import io.github.dataversealm.solution.check.javascript.Kind;
import io.github.dataversealm.solution.check.javascript.Node;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Rules about the parts of the client API that are deprecated or gone (spec check-rules section 1.2). */
final class ScriptApiRules {

    private static final Set<String> OF_2011 =
            Set.of("getServerUrl", "isOutlookClient", "isOutlookOnline", "getAuthenticationHeader");

    private ScriptApiRules() {}

    static List<Rule<?>> rules() {
        return List.of(
                members("web-use-client-context", Set.of("Xrm.Page"), false),
                members("web-use-global-context", Set.of("Xrm.Page.context"), false),
                members(
                        "web-use-org-setting",
                        Set.of(
                                "Xrm.Page.context.getIsAutoSaveEnabled",
                                "Xrm.Page.context.getOrgLcid",
                                "Xrm.Page.context.getOrgUniqueName"),
                        true),
                members(
                        "web-use-navigation-api",
                        Set.of(
                                "Xrm.Utility.alertDialog",
                                "Xrm.Utility.confirmDialog",
                                "Xrm.Utility.openEntityForm",
                                "Xrm.Utility.openQuickCreate",
                                "Xrm.Utility.openWebResource",
                                "Xrm.Navigation.openDialog"),
                        true),
                members("web-use-offline", Set.of("Xrm.Mobile.offline"), false),
                members("web-avoid-isactivitytype", Set.of("Xrm.Utility.isActivityType"), true),
                members("web-use-appsidepane-api", Set.of("Xrm.Panel.loadPanel"), true),
                members("web-avoid-2011-api", of2011(), true),
                new Rule<>("web-use-getsecurityroleprivilegesinfo", Scope.SCRIPT, ScriptApiRules::privileges),
                new Rule<>("web-avoid-loadtheme", Scope.SCRIPT, ScriptApiRules::loadTheme),
                new Rule<>(
                        "web-use-grid-api",
                        Scope.SCRIPT,
                        (file, report) -> file.script()
                                .walk(new ScriptGrids(
                                        call -> add(file, report, call, "getData", "getData() of a row of a grid")))),
                ScriptUnpublished.rule());
    }

    private static Set<String> of2011() {
        Set<String> names = new TreeSet<>(Set.of("Xrm.Page.ui.getCurrentControl"));
        for (String object : List.of("Xrm.Page.context", "Xrm.Utility.getGlobalContext", "GetGlobalContext")) {
            OF_2011.forEach(name -> names.add(object + '.' + name));
        }
        return names;
    }

    /** @param inCall whether the finding is at what the member is part of, usually its call */
    private static Rule<ScriptFile> members(String id, Set<String> names, boolean inCall) {
        return new Rule<>(
                id,
                Scope.SCRIPT,
                (file, report) -> new RestrictedMembers(
                                names,
                                (member, name) -> add(file, report, inCall ? member.parent() : member, name, name))
                        .look(file.script()));
    }

    private static void add(ScriptFile file, Report report, Node node, String detail, String what) {
        report.add(file.subject(), file.place(node), detail, what + " is deprecated.");
    }

    private static void privileges(ScriptFile file, Report report) {
        file.each(Kind.MEMBER, member -> {
            if (member.property().isIdentifier("securityRolePrivileges")) {
                report.add(
                        file.subject(),
                        file.place(member),
                        "securityRolePrivileges",
                        "userSettings.securityRolePrivileges is slow.");
            }
        });
    }

    private static void loadTheme(ScriptFile file, Report report) {
        ScriptWindows windows = new ScriptWindows();
        file.each(Kind.CALL, call -> {
            Node name = ScriptNames.last(call.first());
            boolean fluent =
                    ScriptNames.root(call.first()).toLowerCase(Locale.ROOT).contains("fluent");
            if (name.name().equals("loadTheme") && (fluent || windows.isGlobalCall(call.first()))) {
                report.add(file.subject(), file.place(name), "loadTheme", "loadTheme is called.");
            }
        });
    }
}
