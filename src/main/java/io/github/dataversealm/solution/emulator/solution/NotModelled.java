package io.github.dataversealm.solution.emulator.solution;

import java.util.List;

/** What the stand-in does not know of solutions. It is told to whoever asks, instead of being pretended. */
public final class NotModelled {

    private static final List<String> ALL = List.of(
            "Tables, columns and forms as such: a solution's components are known by name. Rows of tables that solutions brought"
                    + " are kept as they are given: no required columns, lengths, choices, lookups' targets, business rules or"
                    + " plug-ins are looked at.",
            "The exact schema of customizations.xml: XML must be well formed and solution.xml complete, more is not validated.",
            "Dependencies inside of forms, views, flows' expressions and code: known are those that a package declares, those of"
                    + " parts on their table, and those of cloud flows on connection references and environment variables.",
            "Managed exports differ from the unmanaged one in <Managed> and in what is marked unmodified, which they do not have:"
                    + " the service also empties labels of form cells that only repeat the column's name, writes forms, site maps and"
                    + " apps of other solutions as differences (solutionaction), and thins out canvas app references.",
            "The content of layers: which solution has a component is known, not what it changes (msdyn_changes is null).",
            "Columns that are added to a solution by themselves: their table can be added with its subcomponents.",
            "Changes by the maker portal: environment variable values and connections that were set are not written into exports.",
            "Publishing: it is recorded and takes the lock; drafts and published customizations are one.",
            "Translations, ribbon jobs, SmartDiff, product update dependencies, LayerDesiredOrder, template mode.",
            "Connections: as long as none is declared any name is taken for one that exists.");

    private NotModelled() {}

    public static List<String> all() {
        return ALL;
    }
}
