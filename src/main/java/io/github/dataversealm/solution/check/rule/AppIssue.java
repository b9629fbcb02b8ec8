package io.github.dataversealm.solution.check.rule;

/**
 * A finding of Microsoft's app checker, as it is saved in a canvas app.
 *
 * @param ruleId such as {@code acc-AccessibleLabelNeeded} or {@code app-ErrIncompatibleTypesForEquality-Left-Right}
 * @param category such as {@code formula} or {@code accessibility}
 * @param level {@code High}, {@code Medium}, {@code Low}
 * @param where the screen, control and property, such as {@code Invoices.Table1.Items}
 * @param howToFix Microsoft's advice; may be empty
 */
record AppIssue(String ruleId, String category, String level, String where, String message, String howToFix) {}
