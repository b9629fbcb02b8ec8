package io.github.dataversealm.solution.dataverse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.SolutionVersion;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service's messages and the log of an import, as they were recorded and as they may be broken. */
class ServiceMessagesTest {

    private static final String LIST = "<MissingDependencies><MissingDependency canResolveMissingDependency=\"False\">"
            + "<Required type=\"connectionreference\" displayName=\"ssid_CRDataverseInternal\" solution=\"Workbench (1.0.0.2)\""
            + " id.connectionreferencelogicalname=\"ssid_CRDataverseInternal\" />"
            + "<Dependent type=\"29\" displayName=\"PA | Quote | Print Quote\" id=\"{86928ed8-df37-4ce2-add5-47030a833bff}\" />"
            + "</MissingDependency></MissingDependencies>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The base is missing.",
                "Solution manifest import: FAILURE: The base is missing.",
                "ImportAsHolding failed with exception :Solution manifest import: FAILURE: The base is missing.",
                "ImportAsHolding failed with exception :Solution manifest import: FAILURE: The base is missing. , ProductUpdatesOnly : False",
                "Exception type: System.ServiceModel.FaultException`1[Microsoft.Xrm.Sdk.OrganizationServiceFault]\nMessage: The base is missing.\nDetail: <OrganizationServiceFault xmlns:i=\"x\">\n<ErrorCode>1</ErrorCode></OrganizationServiceFault>",
                "Exception type: System.ServiceModel.FaultException`1[Microsoft.Xrm.Sdk.OrganizationServiceFault]\r\nMessage: Solution manifest import: FAILURE: The base is missing. , ProductUpdatesOnly : True\r\nDetail: <x>",
                "Exception type: Microsoft.Crm.CrmException\nMessage: The base is missing.",
                "Microsoft.Crm.CrmException: The base is missing.",
                "  The base is missing.\n"
            })
    void wrappers_come_off(String message) {
        assertThat(ServiceMessages.clean(message)).isEqualTo("The base is missing.");
    }

    @Test
    void a_message_without_wrappers_stays_as_it_is() {
        assertThat(ServiceMessages.clean(null)).isEmpty();
        assertThat(ServiceMessages.clean("Message: Detail: x")).isEqualTo("Message: Detail: x");
        String lock = "Cannot start another [Import] because there is a previous [Import] running at this moment.";
        assertThat(ServiceMessages.clean("ImportAsHolding failed with exception :" + lock))
                .isEqualTo(lock);
    }

    @Test
    void the_brief_form_has_no_xml() {
        String message =
                "Solution manifest import: FAILURE: The following solution cannot be imported: A. Some dependencies"
                        + " are missing. The missing dependencies are : " + LIST + " , ProductUpdatesOnly : False";
        assertThat(ServiceMessages.brief(message))
                .isEqualTo("The following solution cannot be imported: A. Some dependencies are missing.");
        assertThat(ServiceMessages.brief(message.substring(0, message.length() - 120)))
                .isEqualTo("The following solution cannot be imported: A. Some dependencies are missing.");
        assertThat(ServiceMessages.clean(message)).endsWith("</MissingDependencies>");
    }

    @Test
    void types_by_name_and_ids_by_column_are_read() {
        MissingDependencyRow row = MissingDependencies.in("x " + LIST + " y").get(0);
        assertThat(row.required().type()).isEqualTo("connectionreference");
        assertThat(row.required().id()).isEqualTo("ssid_CRDataverseInternal");
        assertThat(row.requiredSolution()).isEqualTo("Workbench (1.0.0.2)");
        assertThat(row.dependent().type()).isEqualTo("29");
        assertThat(row.dependent().displayName()).isEqualTo("PA | Quote | Print Quote");
        assertThat(row.dependent().id()).isEqualTo("86928ed8-df37-4ce2-add5-47030a833bff");
    }

    @Test
    void a_list_that_is_escaped_cut_off_or_hostile() {
        assertThat(MissingDependencies.in(LIST.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")))
                .isEqualTo(MissingDependencies.in(LIST));
        String two = LIST.replace("</MissingDependencies>", "")
                + LIST.replace("<MissingDependencies>", "").substring(0, 150);
        assertThat(MissingDependencies.in(two)).hasSize(1);
        assertThat(MissingDependencies.in("no list")).isEmpty();
        assertThat(MissingDependencies.in(null)).isEmpty();
        assertThat(MissingDependencies.in("<MissingDependencies" + "<a>".repeat(10_000)))
                .isEmpty();
        assertThat(MissingDependencies.in("<MissingDependencies>" + "<a>".repeat(10_000)))
                .isEmpty();
        assertThat(MissingDependencies.in("<MissingDependencies><Dependent type=\"1\"/></MissingDependencies>"))
                .isEmpty();
    }

    @Test
    void the_log_of_a_good_import() {
        ImportJobData data = ImportJobData.read(FakeService.text("import-data-success.xml"));
        assertThat(data.components())
                .extracting(ImportJobData.ComponentResult::type)
                .containsExactly("solutionManifest", "optionSet", "language", "rootComponent", "dependency");
        assertThat(data.components())
                .extracting(ImportJobData.ComponentResult::result)
                .containsOnly(ImportJobData.Result.SUCCESS);
        ImportJobData.ComponentResult optionSet = data.components().get(1);
        assertThat(optionSet.name()).isEqualTo("Example Option Set");
        assertThat(optionSet.id()).isEqualTo("sample_tempsampleglobaloptionsetname");
        assertThat(optionSet.errorCode()).isEmpty();
        assertThat(data.succeeded()).isEmpty();
        assertThat(data.failures()).isEmpty();
        assertThat(data.version()).isEqualTo("1.0");
        assertThat(data.isOf(new SolutionVersion("1.0.0.0"))).isTrue();
        assertThat(data.isOf(new SolutionVersion("1.0.0.1"))).isFalse();
    }

    @Test
    void the_log_of_a_failed_import() {
        ImportJobData data = ImportJobData.read(FakeService.text("import-data-missing-dependencies.xml"));
        ImportJobData.ComponentResult failure = data.failures().get(0);
        assertThat(failure.name()).isEqualTo("Solution Name");
        assertThat(failure.errorCode()).contains(new ErrorCode(0x8004801d));
        assertThat(failure.errorText()).startsWith("The following solution cannot be imported: SolutionId.");
        assertThat(failure.missingDependencies()).hasSize(1);
        assertThat(failure.missingDependencies().get(0).required().parentSchemaName())
                .isEqualTo("account");
    }

    @Test
    void a_newer_log_says_itself_how_it_ended() {
        ImportJobData data = ImportJobData.read("\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?>"
                + "<importexportxml succeeded=\"failure\" status=\"Solution manifest import: FAILURE: x\">"
                + "<entities><entity name=\"account\"><result result=\"Warning\" errorcode=\"0x80040265\" errortext=\"w\"/>"
                + "<form id=\"{1}\"><result result=\"?\"/></form></entity></entities></importexportxml>");
        assertThat(data.succeeded()).contains(false);
        assertThat(data.version()).isEmpty();
        assertThat(data.isOf(new SolutionVersion("1.0"))).isFalse();
        assertThat(data.status()).isEqualTo("x");
        assertThat(data.components())
                .extracting(ImportJobData.ComponentResult::name)
                .isEqualTo(List.of("account", "{1}"));
        assertThat(data.components().get(0).errorCode()).isEqualTo(Optional.of(new ErrorCode(0x80040265)));
        assertThat(data.components().get(1).result()).isEqualTo(ImportJobData.Result.UNKNOWN);
    }

    @Test
    void a_log_that_is_no_xml_is_an_error() {
        assertThatThrownBy(() -> ImportJobData.read("oops")).isInstanceOf(SolutionException.class);
        assertThatThrownBy(() -> ImportJobData.read("<a><result/>")).isInstanceOf(SolutionException.class);
    }
}
