package io.github.dataversealm.solution.emulator.odata;

import java.util.List;

/** A {@code $filter}. */
public sealed interface Expression {

    /** A value. */
    record Constant(Literal value) implements Expression {}

    /**
     * A column of the row, or of the row that a navigation leads to.
     *
     * @param path its name, after the navigation's name if there is one
     */
    record Column(List<String> path) implements Expression {}

    /** {@code contains}, {@code startswith}, {@code endswith} or {@code Microsoft.Dynamics.CRM.In} and its kin. */
    record Call(String function, List<Expression> arguments) implements Expression {}

    /** {@code eq}, {@code ne}, {@code gt}, {@code ge}, {@code lt} or {@code le}. */
    record Comparison(String operator, Expression left, Expression right) implements Expression {}

    /** All must hold. */
    record And(List<Expression> parts) implements Expression {}

    /** One must hold. */
    record Or(List<Expression> parts) implements Expression {}

    /** The opposite. */
    record Not(Expression part) implements Expression {}
}
