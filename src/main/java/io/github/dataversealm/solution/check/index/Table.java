package io.github.dataversealm.solution.check.index;

import io.github.dataversealm.solution.check.finding.Place;
import io.github.dataversealm.solution.check.finding.Subject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A table, or what the solution has of it.
 *
 * @param name as it is spelled
 * @param behavior of its root component: 0 with everything, 1 and 2 with parts; -1 when it is not listed
 * @param columns in the order of the file
 * @param byName the columns by logical name in lower case
 * @param defined whether the table itself is in the package, and not only parts of it
 */
public record Table(
        String name,
        int behavior,
        boolean defined,
        boolean activity,
        boolean processTable,
        List<Column> columns,
        Map<String, Column> byName,
        Subject subject,
        Place place) {

    /**
     * A column.
     *
     * @param type such as {@code lookup}, {@code nvarchar}, {@code picklist}
     * @param optionSet the name of the global choice that it uses; may be empty
     * @param primaryName whether rows are shown by it
     * @param custom whether it is no column of the platform
     * @param length how many characters a text may have; 0 when that is not said
     */
    public record Column(
            String logicalName,
            String type,
            String optionSet,
            boolean primaryName,
            boolean custom,
            int length,
            Place place) {}

    public String logicalName() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The primary key, which exports do not always list. */
    public String primaryKey() {
        return activity ? "activityid" : logicalName() + "id";
    }

    public Optional<Column> column(String logicalName) {
        return Optional.ofNullable(byName.get(logicalName.toLowerCase(Locale.ROOT)));
    }

    /** Whether all columns of the table are here, so that one that is not does not exist. */
    public boolean isComplete() {
        return defined && behavior == 0 && !columns.isEmpty();
    }
}
