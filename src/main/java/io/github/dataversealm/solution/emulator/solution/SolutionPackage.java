package io.github.dataversealm.solution.emulator.solution;

import io.github.dataversealm.solution.contents.SolutionContents;
import io.github.dataversealm.solution.contents.SolutionHeader;
import io.github.dataversealm.solution.contents.SolutionReader;
import io.github.dataversealm.solution.emulator.message.Fault;
import io.github.dataversealm.solution.emulator.message.ServiceFault;
import io.github.dataversealm.solution.message.SolutionException;
import io.github.dataversealm.solution.model.PackageType;
import io.github.dataversealm.solution.model.SolutionVersion;
import io.github.dataversealm.solution.zip.ZipArchive;
import io.github.dataversealm.solution.zip.ZipLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** A solution zip that was read: what validation, import and export work with. */
record SolutionPackage(Path zip, SolutionContents contents, PackageFacts facts) {

    private static final Pattern UNIQUE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,64}");

    /**
     * Reads a zip, through the checks 5 to 8 of the pipeline.
     *
     * @throws ServiceFault with the code of the first check that fails
     */
    static SolutionPackage read(Path file) throws IOException {
        if (Files.size(file) == 0) {
            throw Fault.INVALID_FILE.toFault();
        }
        PackageFacts facts;
        try (ZipArchive zip = ZipArchive.open(file, ZipLimits.DEFAULT)) {
            facts = PackageFactsReader.read(zip);
        } catch (SolutionException e) {
            throw Fault.BAD_ZIP.toFault();
        }
        if (!facts.violation().isEmpty()) {
            throw Fault.XSD_VIOLATION.toFault(facts.violation(), "The validation failed at: 'SolutionManifest'.");
        }
        checkUniqueName(facts.uniqueName().trim());
        checkVersion(facts.version().trim());
        try {
            return new SolutionPackage(file, SolutionReader.read(file, ZipLimits.DEFAULT), facts);
        } catch (SolutionException e) {
            throw Fault.XSD_VIOLATION.toFault(e.problem(), "");
        }
    }

    static void checkUniqueName(String name) {
        if (!UNIQUE_NAME.matcher(name).matches()) {
            throw Fault.INVALID_UNIQUE_NAME.toFault();
        }
    }

    static SolutionVersion checkVersion(String version) {
        try {
            return new SolutionVersion(version);
        } catch (SolutionException e) {
            throw Fault.INVALID_VERSION.toFault();
        }
    }

    SolutionHeader header() {
        return contents.header();
    }

    String uniqueName() {
        return contents.header().uniqueName();
    }

    boolean isManaged() {
        return contents.header().packageType() == PackageType.MANAGED;
    }
}
