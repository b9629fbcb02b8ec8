package io.github.dataversealm.solution.check.connector;

import io.github.dataversealm.solution.check.index.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the parameters of a connector's connections must be: each has a type, and OAuth settings are complete
 * (learn.microsoft.com/connectors/custom-connectors/connection-parameters).
 */
public final class ConnectionParameters {

    private static final Set<String> TYPES = Set.of(
            "string",
            "securestring",
            "int",
            "integer",
            "bool",
            "boolean",
            "object",
            "secureobject",
            "array",
            "connection",
            "gatewaysetting",
            "managedidentity",
            "oauthsetting");

    /**
     * The identity providers that the designer of custom connectors offers, and those that connectors in Microsoft's
     * repository of connectors name. Compared without regard to letter case.
     */
    private static final Set<String> PROVIDERS = Set.of(
            "aad",
            "aadcertificate",
            "aadmanagedidentity",
            "adobesign",
            "basecamp2",
            "basecamp3",
            "bitly",
            "bluejeans",
            "box",
            "campfire",
            "dropbox",
            "dynamicsax",
            "docusign",
            "eventbrite",
            "facebook",
            "facebookpages",
            "freshbooks",
            "github",
            "google",
            "googlecalendar",
            "googledrive",
            "gotomeeting",
            "gototraining",
            "gotowebinar",
            "harvest",
            "infusionsoft",
            "insightly",
            "instagram",
            "instagrambasicdisplay",
            "intercom",
            "intuitquickbooks",
            "jira",
            "linkedin",
            "linkedinv2",
            "live",
            "lithium",
            "mailchimp",
            "microsoftaccount",
            "microsoftgraph",
            "oauth2",
            "oauth2certificate",
            "oauth2generic",
            "oauth2pkce",
            "pinterest",
            "quickbooks",
            "salesforce",
            "shopify",
            "slack",
            "smartsheet",
            "spotify",
            "square",
            "stripe",
            "surveymonkey",
            "teamwork",
            "todoist",
            "trello",
            "twitter",
            "typeform",
            "vimeo",
            "visualstudio",
            "wordpress",
            "wunderlist",
            "yammer",
            "youtube",
            "zendesk");

    private ConnectionParameters() {}

    /** What is wrong with the parameters besides their identity providers. */
    public static List<Fault> check(Json parameters) {
        List<Fault> faults = new ArrayList<>();
        if (parameters.kind() == Json.Kind.NULL) {
            return faults;
        }
        if (!parameters.isObject()) {
            faults.add(new Fault(parameters, "", "must be an object with a field for each parameter"));
            return faults;
        }
        parameters.fields().forEach((name, parameter) -> parameter(name, parameter, faults));
        return faults;
    }

    /** The identity providers that nobody knows. */
    public static List<Fault> providers(Json parameters) {
        List<Fault> faults = new ArrayList<>();
        parameters.fields().forEach((name, parameter) -> {
            Json provider = parameter.at("oAuthSettings/identityProvider");
            if (provider.isString() && !PROVIDERS.contains(provider.text().toLowerCase(Locale.ROOT))) {
                faults.add(new Fault(
                        provider,
                        name + ".oAuthSettings.identityProvider",
                        "'" + provider.text() + "' is none of the identity providers of custom connectors; oauth2 is"
                                + " the one for any other"));
            }
        });
        return faults;
    }

    private static void parameter(String name, Json parameter, List<Fault> faults) {
        if (!parameter.isObject()) {
            faults.add(new Fault(parameter, name, "must be an object"));
            return;
        }
        Json type = parameter.get("type");
        if (!type.isString()) {
            faults.add(new Fault(type.isPresent() ? type : parameter, name, "has no type"));
            return;
        }
        String kind = type.text().toLowerCase(Locale.ROOT);
        if (!TYPES.contains(kind)) {
            faults.add(new Fault(type, name + ".type", "is none of the types of parameters"));
        }
        if (kind.equals("oauthsetting")) {
            oauth(name, parameter, faults);
        }
        Json ui = parameter.get("uiDefinition");
        if (ui.isPresent() && !ui.isObject() && ui.kind() != Json.Kind.NULL) {
            faults.add(new Fault(ui, name + ".uiDefinition", "must be an object"));
        }
        Json allowed = ui.at("constraints/allowedValues");
        if (allowed.isPresent() && !allowed.isArray()) {
            faults.add(new Fault(allowed, name + ".uiDefinition.constraints.allowedValues", "must be an array"));
        }
        for (Json value : allowed.items()) {
            if (!value.get("value").isPresent()) {
                faults.add(new Fault(
                        value, name + ".uiDefinition.constraints.allowedValues", "has an item without a value"));
            }
        }
    }

    private static void oauth(String name, Json parameter, List<Fault> faults) {
        Json settings = parameter.get("oAuthSettings");
        String path = name + ".oAuthSettings";
        if (!settings.isObject()) {
            faults.add(
                    new Fault(settings.isPresent() ? settings : parameter, name, "is OAuth and has no oAuthSettings"));
            return;
        }
        if (settings.get("identityProvider").text().isEmpty()) {
            faults.add(new Fault(settings, path, "'identityProvider' is missing"));
        }
        Json scopes = settings.get("scopes");
        if (scopes.isPresent() && !scopes.isArray() && scopes.kind() != Json.Kind.NULL) {
            faults.add(new Fault(scopes, path + ".scopes", "must be an array"));
        }
        settings.get("customParameters").fields().forEach((custom, value) -> {
            if (!value.isObject()) {
                faults.add(new Fault(value, path + ".customParameters." + custom, "must be an object with a value"));
            }
        });
    }
}
