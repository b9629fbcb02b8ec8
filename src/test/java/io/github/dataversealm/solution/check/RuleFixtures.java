package io.github.dataversealm.solution.check;

import io.github.dataversealm.solution.assembly.TestAssemblies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** For each rule the damage to the clean solution that it must find. */
final class RuleFixtures {

    /**
     * A damage.
     *
     * @param entry the entry that the finding is in; empty when it does not matter
     * @param file the name of the zip
     */
    record Damage(String rule, String entry, String file, Consumer<CleanSolution> change) {

        /** Whether the rule compares with the version before. */
        boolean needsPrevious() {
            return rule.equals("pkg-version-not-increased") || rule.equals("column-type-change");
        }

        @Override
        public String toString() {
            return rule;
        }
    }

    private final List<Damage> damages = new ArrayList<>();

    private RuleFixtures() {}

    static List<Damage> all() {
        RuleFixtures fixtures = new RuleFixtures();
        fixtures.pkgDamages();
        fixtures.metaDamages();
        fixtures.srcDamages();
        fixtures.tableDamages();
        fixtures.columnDamages();
        fixtures.choiceDamages();
        fixtures.relationshipDamages();
        fixtures.labelDamages();
        fixtures.formDamages();
        fixtures.viewDamages();
        fixtures.ribbonDamages();
        fixtures.sitemapDamages();
        fixtures.appDamages();
        fixtures.processDamages();
        fixtures.flowDamages();
        fixtures.envDamages();
        fixtures.canvasDamages();
        fixtures.pluginDamages();
        fixtures.stepDamages();
        fixtures.webresourceDamages();
        fixtures.htmlDamages();
        fixtures.roleDamages();
        fixtures.secretDamages();
        fixtures.webDamages();
        return List.copyOf(fixtures.damages);
    }

    private void add(String rule, String entry, String file, Consumer<CleanSolution> change) {
        damages.add(new Damage(rule, entry, file, change));
    }

    private void pkgDamages() {
        add(
                "pkg-xml-malformed",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "</Entities>", ""));
        add(
                "pkg-encoding",
                CleanSolution.VARIABLE,
                "ContosoTrips.zip",
                solution -> solution.put(CleanSolution.VARIABLE, new byte[] {
                    (byte) 0x3C,
                    (byte) 0x61,
                    (byte) 0x3E,
                    (byte) 0xE4,
                    (byte) 0x3C,
                    (byte) 0x2F,
                    (byte) 0x61,
                    (byte) 0x3E
                }));
        add(
                "pkg-unreadable",
                "WebResources/contoso_datagif",
                "ContosoTrips.zip",
                solution -> solution.put(
                        "WebResources/contoso_datagif",
                        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"));
        add("pkg-root-part-missing", "", "ContosoTrips.zip", solution -> solution.remove(CleanSolution.TYPES));
        add(
                "pkg-manifest-incomplete",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.MANIFEST, "<Version>1.2.0.0</Version>", ""));
        add(
                "pkg-solution-name",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST,
                        "<UniqueName>ContosoTrips</UniqueName>",
                        "<UniqueName>Contoso Trips</UniqueName>"));
        add(
                "pkg-solution-version",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.MANIFEST, "1.2.0.0", "1.2.x"));
        add(
                "pkg-version-not-increased",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.MANIFEST, "1.2.0.0", "1.1.9.9"));
        add(
                "pkg-patch-version",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST,
                        "<Version>1.2.0.0</Version>",
                        "<Version>1.3.0.0</Version><ParentSolution><UniqueName>ContosoTrips</UniqueName><Version>1.2.0.0</Version></ParentSolution>"));
        add(
                "pkg-managed-flag",
                CleanSolution.MANIFEST,
                "ContosoTrips_managed.zip",
                solution -> solution.put("__none", new byte[0]).remove("__none"));
        add(
                "pkg-publisher-prefix",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST, "<CustomizationPrefix>contoso<", "<CustomizationPrefix>c<"));
        add(
                "pkg-publisher-option-prefix",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.MANIFEST, "12345<", "999<"));
        add(
                "pkg-publisher-default",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST,
                        "<UniqueName>contoso</UniqueName>",
                        "<UniqueName>DefaultPublisherorg1</UniqueName>"));
        add(
                "pkg-content-type",
                CleanSolution.TYPES,
                "ContosoTrips.zip",
                solution ->
                        solution.replace(CleanSolution.TYPES, "<Default Extension=\"dll\" ContentType=\"a/b\" />", ""));
        add(
                "pkg-foreign-file",
                "__MACOSX/._solution.xml",
                "ContosoTrips.zip",
                solution -> solution.put("__MACOSX/._solution.xml", "x"));
        add(
                "pkg-file-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.remove(CleanSolution.SCRIPT));
        add(
                "pkg-file-orphan",
                "WebResources/contoso_left",
                "ContosoTrips.zip",
                solution -> solution.put("WebResources/contoso_left", "x"));
        add(
                "pkg-component-undeclared",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST,
                        "<RootComponent type=\"61\" schemaName=\"contoso_/trip.js\" behavior=\"0\" />",
                        ""));
        add(
                "pkg-root-component-undefined",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST, "schemaName=\"contoso_/trip.js\"", "schemaName=\"contoso_/gone.js\""));
        add(
                "pkg-root-component-duplicate",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.before(
                        CleanSolution.MANIFEST,
                        "</RootComponents>",
                        "<RootComponent type=\"9\" schemaName=\"contoso_Kind\" behavior=\"0\" />"));
        add(
                "pkg-id-duplicate",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "{77777777-0000-0000-0000-000000000002}",
                        "{77777777-0000-0000-0000-000000000001}"));
        add(
                "pkg-name-duplicate",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<Name>contoso_/page.html</Name>",
                        "<Name>contoso_/TRIP.js</Name>"));
        add(
                "pkg-dependency-external",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST,
                        "<MissingDependencies />",
                        "<MissingDependencies><MissingDependency><Required key=\"0\" type=\"61\" schemaName=\"contoso_/lib.js\" displayName=\"lib\" solution=\"Base (1.0.0.0)\" /><Dependent key=\"1\" type=\"60\" displayName=\"Information\" id=\"{55555555-0000-0000-0000-000000000001}\" /></MissingDependency></MissingDependencies>"));
        add(
                "pkg-introduced-version",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.before(
                        CleanSolution.CUSTOMIZATIONS,
                        "<EntityRelationshipType>",
                        "<IntroducedVersion>2.0.0.0</IntroducedVersion>"));
    }

    private void metaDamages() {
        add(
                "meta-include-missingunmanageddependencies",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST,
                        "<MissingDependencies />",
                        "<MissingDependencies><MissingDependency><Required key=\"0\" type=\"61\" schemaName=\"contoso_/lib.js\" displayName=\"lib\" solution=\"Active\" /><Dependent key=\"1\" type=\"60\" displayName=\"Information\" id=\"{55555555-0000-0000-0000-000000000001}\" /></MissingDependency></MissingDependencies>"));
        add(
                "meta-remove-dup-reg",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.put(
                        CleanSolution.CUSTOMIZATIONS,
                        RuleFixtures.stepTwice(solution.text(CleanSolution.CUSTOMIZATIONS))));
        add(
                "meta-avoid-reg-no-attribute",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<FilteringAttributes>contoso_name</FilteringAttributes>", ""));
        add(
                "meta-avoid-reg-retrieve",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<SdkMessageId>20bebb1b", "<SdkMessageId>f2bdbb1b"));
        add(
                "meta-avoid-retrievemultiple-annotation",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                                CleanSolution.CUSTOMIZATIONS, "<SdkMessageId>20bebb1b", "<SdkMessageId>03bebb1b")
                        .replace(
                                CleanSolution.CUSTOMIZATIONS,
                                "</PluginTypeName>\n      <PrimaryEntity>contoso_trip",
                                "</PluginTypeName>\n      <PrimaryEntity>annotation"));
        add(
                "meta-remove-inactive",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<Mode>0</Mode>", "<Mode>0</Mode><StateCode>1</StateCode>"));
        add(
                "meta-avoid-crm4-event",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "<Stage>40", "<Stage>50"));
        add(
                "meta-avoid-silverlight",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "<WebResourceType>7", "<WebResourceType>8"));
        add(
                "meta-avoid-managed-entity-assets",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.before(
                                CleanSolution.MANIFEST,
                                "</RootComponents>",
                                "<RootComponent type=\"1\" schemaName=\"account\" behavior=\"0\" />")
                        .before(
                                CleanSolution.CUSTOMIZATIONS,
                                "</Entities>",
                                "<Entity><Name>account</Name><EntityInfo><entity Name=\"account\" /></EntityInfo></Entity>"));
        add(
                "meta-include-unmanaged-entity-assets",
                CleanSolution.MANIFEST,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.MANIFEST,
                        "schemaName=\"contoso_trip\" behavior=\"0\"",
                        "schemaName=\"contoso_trip\" behavior=\"1\""));
    }

    private void srcDamages() {
        add(
                "src-entry-special-character",
                "botcomponents/a/filedata/a,b.txt",
                "ContosoTrips.zip",
                solution -> solution.put("botcomponents/a/filedata/a,b.txt", "x"));
    }

    private void tableDamages() {
        add(
                "table-primary-name",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "PrimaryName|", ""));
        add(
                "table-primary-name-duplicate",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<DisplayMask>ValidForForm</DisplayMask>",
                        "<DisplayMask>PrimaryName</DisplayMask>"));
        add(
                "table-activity-primary-name",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "<IsActivity>0", "<IsActivity>1"));
    }

    private void columnDamages() {
        add(
                "column-duplicate",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<LogicalName>contoso_next</LogicalName>",
                        "<LogicalName>contoso_Name</LogicalName>"));
        add(
                "column-lookup-without-relationship",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<ReferencingAttributeName>contoso_Next<",
                        "<ReferencingAttributeName>contoso_name<"));
        add(
                "column-choice-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<OptionSetName>contoso_kind<", "<OptionSetName>contoso_gone<"));
        add(
                "column-prefix",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<LogicalName>createdon</LogicalName><IsCustomField>0",
                        "<LogicalName>mine</LogicalName><IsCustomField>1"));
        add(
                "column-type-change",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution ->
                        solution.replace(CleanSolution.CUSTOMIZATIONS, "<Type>nvarchar</Type>", "<Type>int</Type>"));
    }

    private void choiceDamages() {
        add(
                "choice-value-duplicate",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution ->
                        solution.replace(CleanSolution.CUSTOMIZATIONS, "value=\"123450001\"", "value=\"123450000\""));
        add(
                "choice-value-prefix",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "value=\"123450001\"", "value=\"1\""));
    }

    private void relationshipDamages() {
        add(
                "relationship-table-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<ReferencedEntityName>contoso_Trip<",
                        "<ReferencedEntityName>contoso_Gone<"));
        add(
                "relationship-column-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<ReferencingAttributeName>contoso_Next<",
                        "<ReferencingAttributeName>contoso_Gone<"));
        add(
                "relationship-duplicate",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.before(
                        CleanSolution.CUSTOMIZATIONS,
                        "</EntityRelationships>",
                        "<EntityRelationship Name=\"contoso_Trip_Next\" />"));
    }

    private void labelDamages() {
        add(
                "label-duplicate-language",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "languagecode=\"1031\"", "languagecode=\"1033\""));
    }

    private void formDamages() {
        add(
                "form-column-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "datafieldname=\"contoso_name\"",
                        "datafieldname=\"contoso_gone\""));
        add(
                "form-library-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<Library name=\"contoso_/trip.js\" />",
                        "<Library name=\"contoso_/gone.js\" />"));
        add(
                "form-function-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "functionName=\"Contoso.Trip.onLoad\"",
                        "functionName=\"Contoso.Trip.onGone\""));
        add(
                "form-library-undeclared",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<Library name=\"contoso_/trip.js\" />",
                        "<Library name=\"contoso_/page.html\" />"));
        add(
                "form-diff-on-own-table",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<control id=\"contoso_name\"",
                        "<control solutionaction=\"Added\" id=\"contoso_name\""));
        add(
                "form-diff",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                                CleanSolution.CUSTOMIZATIONS,
                                "<control id=\"contoso_name\"",
                                "<control solutionaction=\"Added\" id=\"contoso_name\"")
                        .replace(
                                CleanSolution.MANIFEST,
                                "schemaName=\"contoso_trip\" behavior=\"0\"",
                                "schemaName=\"contoso_trip\" behavior=\"1\""));
    }

    private void viewDamages() {
        add(
                "view-column-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<order attribute=\"contoso_name\" />",
                        "<order attribute=\"contoso_gone\" />"));
        add(
                "view-fetch-malformed",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<entity name=\"contoso_trip\"><attribute name=\"contoso_tripid\" />",
                        "<entity><attribute name=\"contoso_tripid\" />"));
        add(
                "view-alias-duplicate",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "alias=\"a2\"", "alias=\"A1\""));
        add(
                "view-column-unfetched",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<cell name=\"contoso_name\"", "<cell name=\"contoso_next\""));
    }

    private void ribbonDamages() {
        add(
                "ribbon-webresource-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "ModernImage=\"$webresource:contoso_/data.gif\"",
                        "ModernImage=\"$webresource:contoso_/gone.gif\""));
        add(
                "ribbon-function-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "FunctionName=\"Contoso.Trip.book\"",
                        "FunctionName=\"Contoso.Trip.cancel\""));
        add(
                "ribbon-rule-undefined",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<EnableRules><EnableRule Id=\"contoso.trip.Rule\"><Form",
                        "<EnableRules><EnableRule Id=\"contoso.trip.Other\"><Form"));
        add(
                "ribbon-command-undefined",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "Command=\"contoso.trip.Command\"",
                        "Command=\"contoso.trip.Gone\""));
        add(
                "ribbon-duplicate-id",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.before(
                        CleanSolution.CUSTOMIZATIONS,
                        "</CommandDefinitions>",
                        "<CommandDefinition Id=\"contoso.trip.Command\" />"));
    }

    private void sitemapDamages() {
        add(
                "sitemap-table-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "Entity=\"contoso_trip\"", "Entity=\"contoso_gone\""));
        add(
                "sitemap-webresource-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "Icon=\"$webresource:contoso_/data.gif\"",
                        "Icon=\"$webresource:contoso_/gone.gif\""));
        add(
                "sitemap-duplicate-id",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<Group Id=\"G1\">", "<Group Id=\"G1\" /><Group Id=\"G1\">"));
    }

    private void appDamages() {
        add(
                "app-component-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<AppModuleComponent type=\"1\" schemaName=\"contoso_trip\" />",
                        "<AppModuleComponent type=\"1\" schemaName=\"contoso_gone\" />"));
        add(
                "app-sitemap-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<AppModuleComponent type=\"62\" schemaName=\"contoso_App\" />",
                        ""));
        add(
                "app-formula-issues-high",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"High\"}}"));
        add(
                "app-testformula-issues-high",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"Test_1.A\"}}}],\"properties\":{\"level\":\"High\"}}"));
        add(
                "app-formula-issues-medium",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-testformula-issues-medium",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"Test_1.A\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-formula-issues-low",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Low\"}}"));
        add(
                "app-testformula-issues-low",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"r\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"Test_1.A\"}}}],\"properties\":{\"level\":\"Low\"}}"));
        add(
                "app-checker-other",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"app-UnusedVariables\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-include-accessible-label",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-AccessibleLabelNeeded\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-include-tab-index",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-TabIndexShouldBeDefinedForInteractiveControl\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-make-focusborder-visible",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-FocusBorderShouldBeVisible\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-include-tab-order",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-TabOrderShouldBeChecked\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-include-readable-screen-name",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-ReadableScreenNameNeeded\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-avoid-interactive-html",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-HtmlShouldNotBeInteractive\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-avoid-autostart",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-AutostartShouldBeOff\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-include-helpful-control-setting",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-HelpfulControlSettingNeeded\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-include-state-indication-text",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-StateIndicationTextNeeded\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-include-captions",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-CaptionsNeeded\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-include-alternative-input",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"acc-AlternativeInputNeeded\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-use-delayoutput-text-input",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"app-TextInputIsNotDelayOutput\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
        add(
                "app-reduce-screen-controls",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.msappResult(
                        "{\"ruleId\":\"app-ScreenHasManyControls\",\"message\":{\"id\":\"issue\",\"arguments\":[\"x\"]},\"locations\":[{\"physicalLocation\":{\"address\":{\"fullyQualifiedName\":\"S1.A.Text\"}}}],\"properties\":{\"level\":\"Medium\"}}"));
    }

    private void processDamages() {
        add(
                "process-xaml-malformed",
                CleanSolution.XAML,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.XAML, "</Activity>", ""));
        add(
                "process-table-missing",
                CleanSolution.XAML,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.XAML, "EntityName=\"contoso_trip\"", "EntityName=\"contoso_gone\""));
        add(
                "process-activity-assembly-missing",
                CleanSolution.XAML,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.XAML, "Contoso.TripPlugin, Contoso.Plugins", "Fabrikam.Step, Fabrikam.Steps"));
        add(
                "process-dialog",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<Category>0</Category>", "<Category>1</Category>"));
        add(
                "process-draft",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<StateCode>1</StateCode>", "<StateCode>0</StateCode>"));
    }

    private void flowDamages() {
        add(
                "flow-json-malformed",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.put(
                        CleanSolution.FLOW, solution.text(CleanSolution.FLOW).substring(0, 400)));
        add(
                "flow-runafter-missing",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW, "{\"Init\": [\"Succeeded\"]}", "{\"Inti\": [\"Succeeded\"]}"));
        add(
                "flow-avoid-invalid-reference",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution ->
                        solution.replace(CleanSolution.FLOW, "@body('Get the ''trip''')", "@body('Get the trips')"));
        add(
                "flow-variable-undefined",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.FLOW, "@variables('count')", "@variables('cuont')"));
        add(
                "flow-host-connection-undefined",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "\"connectionName\": \"shared_office365\", \"operationId\"",
                        "\"connectionName\": \"shared_sql\", \"operationId\""));
        add(
                "flow-connection-reference-missing",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.FLOW, "\"contoso_office\"", "\"contoso_gone\""));
        add(
                "flow-child-missing",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "11111111-0000-0000-0000-000000000002",
                        "11111111-0000-0000-0000-000000000009"));
        add(
                "flow-envvar-missing",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW, "\"schemaName\": \"contoso_Url\"", "\"schemaName\": \"contoso_Gone\""));
        add(
                "flow-avoid-connection-mode",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        ", \"connection\": {\"connectionReferenceLogicalName\": \"contoso_office\"}",
                        ", \"connection\": {\"name\": \"x\"}"));
        add(
                "flow-avoid-recursive-loop",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                                CleanSolution.FLOW,
                                ", \"subscriptionRequest/filteringattributes\": \"contoso_name\"",
                                "")
                        .replace(
                                CleanSolution.FLOW,
                                "{\"connectionName\": \"shared_office365\", \"operationId\": \"SendEmailV2\"}, \"parameters\": {",
                                "{\"connectionName\": \"shared_office365\", \"operationId\": \"UpdateRecord\"}, \"parameters\": {\"recordId\": \"@triggerOutputs()?['body/contoso_tripid']\", "));
        add(
                "flow-outlook-attachment-missing-info",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.FLOW, "\"Name\": \"a.txt\", ", ""));
        add(
                "flow-hardcoded-environment-url",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW, "@variables('count')", "https://contoso-dev.crm4.dynamics.com/api"));
        add(
                "flow-hardcoded-sharepoint",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW, "@variables('count')", "https://contoso.sharepoint.com/sites/a"));
        add(
                "flow-hardcoded-tenant",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "https://login.microsoftonline.com/11111111-2222-3333-4444-555555555555/oauth2"));
        add(
                "flow-http-trigger-open",
                "Workflows/Child-11111111-0000-0000-0000-000000000002.json",
                "ContosoTrips.zip",
                solution -> solution.replace(
                        "Workflows/Child-11111111-0000-0000-0000-000000000002.json",
                        "\"triggerAuthenticationType\": \"Tenant\"",
                        "\"triggerAuthenticationType\": \"All\""));
        add(
                "flow-http-action",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "\"type\": \"Compose\", \"inputs\": \"@variables('count')\"",
                        "\"type\": \"Http\", \"inputs\": {\"uri\": \"https://a.b\"}"));
        add(
                "flow-insecure-http",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "\"type\": \"Compose\", \"inputs\": \"@variables('count')\"",
                        "\"type\": \"Http\", \"inputs\": {\"uri\": \"http://a.b\"}"));
    }

    private void envDamages() {
        add(
                "env-value-shipped",
                "environmentvariabledefinitions/contoso_Url/environmentvariablevalues.json",
                "ContosoTrips.zip",
                solution -> solution.put(
                        "environmentvariabledefinitions/contoso_Url/environmentvariablevalues.json",
                        "{\"environmentvariablevalues\":{\"environmentvariablevalue\":{\"value\":\"x\"}}}"));
        add(
                "env-type-mismatch",
                CleanSolution.VARIABLE,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.VARIABLE, "100000000", "100000001"));
        add(
                "env-secret-plain",
                CleanSolution.VARIABLE,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.VARIABLE, "schemaname=\"contoso_Url\"", "schemaname=\"contoso_ApiKey\""));
        add(
                "env-no-value",
                CleanSolution.VARIABLE,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.VARIABLE, "<defaultvalue>https://www.contoso.com</defaultvalue>", ""));
        add(
                "env-url",
                CleanSolution.VARIABLE,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.VARIABLE, "https://www.contoso.com", "https://contoso.crm4.dynamics.com"));
    }

    private void canvasDamages() {
        add(
                "canvas-connection-reference-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "\"contoso_office\"", "\"contoso_gone\""));
        add(
                "canvas-flow-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "\"value\":\"11111111-0000-0000-0000-000000000001\"",
                        "\"value\":\"11111111-0000-0000-0000-000000000009\""));
        add(
                "canvas-hardcoded-datasource",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "\"dataSets\":{}",
                        "\"dataSets\":{\"https://contoso.sharepoint.com/sites/a\":{\"dataSources\":{}}}"));
        add(
                "canvas-no-connection-reference",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "\"xrmConnectionReferenceLogicalName\":\"contoso_office\",", ""));
        add(
                "canvas-msapp-unreadable",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.put(CleanSolution.APP, "this is no zip"));
        add(
                "canvas-checker-absent",
                CleanSolution.APP,
                "ContosoTrips.zip",
                solution -> solution.put(CleanSolution.APP, RuleFixtures.emptyApp()));
    }

    private void pluginDamages() {
        add(
                "plugin-assembly-unreadable",
                CleanSolution.DLL,
                "ContosoTrips.zip",
                solution -> solution.put(
                        CleanSolution.DLL,
                        "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n"));
        add(
                "plugin-identity",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "FullName=\"Contoso.Plugins, Version=1.0.0.0",
                        "FullName=\"Contoso.Plugins, Version=2.0.0.0"));
        add(
                "plugin-unsigned",
                CleanSolution.DLL,
                "ContosoTrips.zip",
                solution -> solution.put(
                        CleanSolution.DLL, RuleFixtures.dll(".NETFramework,Version=v4.6.2", false, "TripPlugin")));
        add(
                "plugin-type-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<PluginType AssemblyQualifiedName=\"Contoso.TripPlugin,",
                        "<PluginType AssemblyQualifiedName=\"Contoso.Gone,"));
        add(
                "plugin-type-shape",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.put(
                        CleanSolution.DLL,
                        RuleFixtures.dll(".NETFramework,Version=v4.6.2", true, "TripPlugin:abstract")));
        add(
                "plugin-type-duplicate",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.before(
                        CleanSolution.CUSTOMIZATIONS,
                        "</PluginTypes>",
                        "<PluginType AssemblyQualifiedName=\"Contoso.TripPlugin, Contoso.Plugins\" />"));
        add(
                "plugin-type-unregistered",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.put(
                        CleanSolution.DLL,
                        RuleFixtures.dll(".NETFramework,Version=v4.6.2", true, "TripPlugin", "Other")));
        add(
                "plugin-isolation-none",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "<IsolationMode>2", "<IsolationMode>1"));
        add(
                "plugin-target-framework",
                CleanSolution.DLL,
                "ContosoTrips.zip",
                solution -> solution.put(
                        CleanSolution.DLL, RuleFixtures.dll(".NETCoreApp,Version=v8.0", true, "TripPlugin")));
        add(
                "plugin-architecture",
                CleanSolution.DLL,
                "ContosoTrips.zip",
                solution -> solution.put(CleanSolution.DLL, RuleFixtures.x86Dll()));
        add(
                "plugin-reserved-key",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "PublicKeyToken=b77a5c561934e089\" PluginAssemblyId",
                        "PublicKeyToken=31bf3856ad364e35\" PluginAssemblyId"));
        add(
                "plugin-too-large",
                CleanSolution.DLL,
                "ContosoTrips.zip",
                solution -> solution.put(CleanSolution.DLL, RuleFixtures.noise((16 << 20) + 1)));
    }

    private void stepDamages() {
        add(
                "step-type-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<PluginTypeName>Contoso.TripPlugin,",
                        "<PluginTypeName>Contoso.Gone,"));
        add(
                "step-table-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "PublicKeyToken=b77a5c561934e089</PluginTypeName>\n      <PrimaryEntity>contoso_trip",
                        "PublicKeyToken=b77a5c561934e089</PluginTypeName>\n      <PrimaryEntity>contoso_gone"));
        add(
                "step-column-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "<FilteringAttributes>contoso_name",
                        "<FilteringAttributes>contoso_gone"));
    }

    private void webresourceDamages() {
        add(
                "webresource-name",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<Name>contoso_/page.html<", "<Name>contoso_/my page.html<"));
        add(
                "webresource-extension",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<Name>contoso_/page.html<", "<Name>contoso_/page.aspx<"));
        add(
                "webresource-type",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution ->
                        solution.replace(CleanSolution.CUSTOMIZATIONS, "<WebResourceType>7", "<WebResourceType>13"));
        add(
                "webresource-prefix",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "<Name>contoso_/page.html<", "<Name>page.html<"));
        add(
                "webresource-size",
                CleanSolution.PAGE,
                "ContosoTrips.zip",
                solution -> solution.put(CleanSolution.PAGE, RuleFixtures.noise((5 << 20) + 1)));
        add(
                "webresource-xml",
                "WebResources/contoso_configxml",
                "ContosoTrips.zip",
                solution -> solution.put("WebResources/contoso_configxml", "<config><a></config>"));
        add(
                "webresource-content",
                "WebResources/contoso_datagif",
                "ContosoTrips.zip",
                solution -> solution.put("WebResources/contoso_datagif", "no image"));
        add(
                "webresource-dependency-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS,
                        "&lt;Library name=\"contoso_/trip.js\"",
                        "&lt;Library name=\"contoso_/gone.js\""));
    }

    private void htmlDamages() {
        add(
                "html-webresource-missing",
                CleanSolution.PAGE,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.PAGE, "src=\"trip.js\"", "src=\"gone.js\""));
    }

    private void roleDamages() {
        add(
                "role-table-missing",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "name=\"prvReadcontoso_Trip\"", "name=\"prvReadcontoso_Gone\""));
        add(
                "role-level",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.CUSTOMIZATIONS, "level=\"Basic\"", "level=\"Everything\""));
        add(
                "role-duplicate-privilege",
                CleanSolution.CUSTOMIZATIONS,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.CUSTOMIZATIONS, "name=\"prvReadAccount\"", "name=\"prvReadContoso_trip\""));
        add(
                "role-none-for-own-tables",
                "",
                "ContosoTrips.zip",
                solution -> solution.put(
                        CleanSolution.CUSTOMIZATIONS,
                        solution.text(CleanSolution.CUSTOMIZATIONS).replaceAll("(?s)<Roles>.*</Roles>", "")));
    }

    private void secretDamages() {
        add(
                "secret-entra-client-secret",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "a1B" + "8Q" + "~" + "U8JZpDE0iGXlD6gNC" + "FbaEPFjbD0kH8Oool"));
        add(
                "secret-sas-signature",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "https://a.b/c?sp=r&" + "sig" + "=" + "8DklZDOCj2ISaJiHkTj0rLGlk"
                                + "oMXGjtEkDnNfribxUdl7dXTPy"));
        add(
                "secret-openai-key",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "sk" + "-" + "LsxPFkThf4VucSmEHgaKwVJ7" + "faC9qEwjky40UVsWmflzdE1F"));
        add(
                "secret-api-key",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "curl x-functions-key: '" + "8ResqEDusTpkr0cStY4q" + "WB8dWKnHfDNxSIvPZZ63" + "'"));
        add(
                "secret-storage-key",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "Account" + "Key=" + "fFKcZjR4I0b3jRtaWr4Y9OJFLJOqOAf1lLQSAJaiXnk"
                                + "U8Is2g8nprvDd53x83rzjZZZZGeoZDMENcKHVmDGAkJ" + "=="));
        add(
                "secret-service-bus",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "SharedAccess" + "Key=" + "iG8XnBE3NnYJoQ9WmXeH" + "H2fdeeTFJGvVvQe1sKhBN88" + "="));
        add(
                "secret-jwt",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "ey" + "J" + "hXJsi6BwhTp3Fs2QhX6KWxOiixgVoO" + ".ey" + "J"
                                + "nzyw2MzP0ZvzOMhfWuBByReQMsm9Wcz7uW9XFOGO" + "."
                                + "eMVNen5n1Ae6pWzpF1qH6YytwMe4LbyoVFz8uZdZv8F"));
        add(
                "secret-aws",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution ->
                        solution.replace(CleanSolution.FLOW, "@variables('count')", "AK" + "IA" + "KKIBJ5J6WJIBAGI3"));
        add(
                "secret-github",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "gh" + "p_" + "3M03NBQNSgPwlUQia1ID6vW5dql05ha064gI"));
        add(
                "secret-google",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "AI" + "za" + "iJhgB3cxLmAxzJLJenuHjDUrhhjeyxG4jDP"));
        add(
                "secret-private-key",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "@variables('count')",
                        "-----BEGIN " + "PRIVATE KEY-----\\n" + "MRCxGgcjBw56EcUngmgMsRcgizeg8Psh4487Q7j5"));
        add(
                "secret-password-literal",
                CleanSolution.FLOW,
                "ContosoTrips.zip",
                solution -> solution.replace(
                        CleanSolution.FLOW,
                        "{\"Name\": \"a.txt\",",
                        "{\"pass" + "word\": \"Tr0ub4dor\", \"Name\": \"a.txt\","));
    }

    private void webDamages() {
        add(
                "web-use-client-context",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Xrm.Page.getAttribute(\"a\");"));
        add(
                "web-use-global-context",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("window.parent.Xrm.Page.context.client;"));
        add(
                "web-use-org-setting",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Xrm.Page.context.getOrgLcid();"));
        add(
                "web-use-navigation-api",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Xrm.Utility.openEntityForm(\"a\");"));
        add(
                "web-use-offline",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Xrm.Mobile.offline.retrieveRecord();"));
        add(
                "web-avoid-isactivitytype",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Xrm.Utility.isActivityType(\"a\");"));
        add(
                "web-use-appsidepane-api",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Xrm.Panel.loadPanel(\"a\");"));
        add(
                "web-avoid-2011-api",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Xrm.Page.context.getServerUrl();"));
        add(
                "web-remove-console",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("console[\"log\"](\"a\");"));
        add(
                "web-remove-alert",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("window.alert(\"a\");"));
        add(
                "web-avoid-modals",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("window.showModalDialog(\"a\");"));
        add(
                "web-avoid-loadtheme",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Fluent.loadTheme({});"));
        add(
                "web-use-getsecurityroleprivilegesinfo",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("settings.securityRolePrivileges;"));
        add(
                "web-avoid-window-top",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("window.top.location;"));
        add(
                "web-use-utility-dialogs",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("Xrm.WebApi; alert(\"a\");"));
        add(
                "web-use-strict-equality-operators",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("if (a == b) { c(); }"));
        add(
                "web-avoid-eval",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("new Function(\"a\")();"));
        add(
                "web-avoid-with",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("with (a) { b(); }"));
        add(
                "web-remove-debug-script",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("debugger;"));
        add(
                "web-use-async",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("var r = new XMLHttpRequest(); r.open(\"GET\", \"/a\", false);"));
        add(
                "web-avoid-browser-specific-api",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("new ActiveXObject(\"Msxml2.XMLHTTP\");"));
        add(
                "web-avoid-crm2011-service-odata",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("var o = \"/XRMServices/2011/OrganizationData.svc/a\";"));
        add(
                "web-avoid-crm2011-service-soap",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("var o = \"/XRMServices/2011/Organization.svc/web\";"));
        add(
                "web-use-relative-uri",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("var o = \"https://a.crm.dynamics.com/api/data/v9.2/a\";"));
        add(
                "web-use-cached-webresource",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("var o = \"/WebResources/contoso_/a.js\";"));
        add(
                "web-sdl-no-insecure-url",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("var o = \"http://contoso.com/a\";"));
        add(
                "web-sdl-no-cookies",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("document.cookie;"));
        add(
                "web-sdl-no-document-domain",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("document.domain = \"a\";"));
        add(
                "web-sdl-no-document-write",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("document.writeln(a);"));
        add(
                "web-sdl-no-inner-html",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("a.innerHTML = b;"));
        add(
                "web-sdl-no-html-method",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("$(\"#a\").html(b);"));
        add(
                "web-sdl-no-msapp-exec-unsafe",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("MSApp.execUnsafeLocalFunction(a);"));
        add(
                "web-sdl-no-postmessage-star-origin",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("w.postMessage(a, \"*\");"));
        add(
                "web-sdl-no-winjs-html-unsafe",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.script("WinJS.Utilities.setInnerHTMLUnsafe(a, b);"));
        add("web-unsupported-syntax", CleanSolution.SCRIPT, "ContosoTrips.zip", solution -> solution.script("a?.b;"));
        add(
                "web-use-strict-mode",
                CleanSolution.SCRIPT,
                "ContosoTrips.zip",
                solution -> solution.replace(CleanSolution.SCRIPT, "\"use strict\";\n", ""));
    }

    static byte[] dll(String framework, boolean signed, String... types) {
        return TestAssemblies.plugins("Contoso.Plugins", framework, signed, types);
    }

    /** The image for 32 bits only: its machine is changed in the header. */
    static byte[] x86Dll() {
        byte[] image = dll(".NETFramework,Version=v4.6.2", true, "TripPlugin");
        ByteBuffer bytes = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        int pe = bytes.getInt(0x3C);
        bytes.putShort(pe + 4, (short) 0x1C0);
        return image;
    }

    /** Bytes that do not compress, so that the zip is no bomb. */
    static byte[] noise(int length) {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    static byte[] emptyApp() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("Header.json"));
            zip.write('{');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static String stepTwice(String customizations) {
        int from = customizations.indexOf("<SdkMessageProcessingStep Name");
        int to = customizations.indexOf("</SdkMessageProcessingStep>") + "</SdkMessageProcessingStep>".length();
        String step = customizations.substring(from, to);
        return customizations.substring(0, to)
                + step.replace("{44444444-0000-0000-0000-000000000001}", "{44444444-0000-0000-0000-000000000002}")
                + customizations.substring(to);
    }
}
