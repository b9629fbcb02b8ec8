package io.github.dataversealm.solution.mojo;

import java.io.File;
import java.util.Set;
import java.util.TreeMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/** The values that the parameters of a goal have in a module, as one text that tells whether another module has the same. */
final class ParameterValues {

    private final PluginParameterExpressionEvaluator evaluator;
    private final Set<String> without;

    private ParameterValues(PluginParameterExpressionEvaluator evaluator, Set<String> without) {
        this.evaluator = evaluator;
        this.without = without;
    }

    /** @param without parameters that may differ, at any depth */
    static String of(MavenSession session, MojoExecution execution, Set<String> without) {
        ParameterValues values =
                new ParameterValues(new PluginParameterExpressionEvaluator(session, execution), without);
        Xpp3Dom configuration = execution.getConfiguration();
        return configuration == null ? "" : values.text(configuration);
    }

    private String text(Xpp3Dom element) {
        if (element.getChildCount() == 0) {
            Object value = value(element.getValue());
            return String.valueOf(value == null ? value(element.getAttribute("default-value")) : value);
        }
        TreeMap<String, StringBuilder> children = new TreeMap<>();
        for (Xpp3Dom child : element.getChildren()) {
            if (!without.contains(child.getName())) {
                children.computeIfAbsent(child.getName(), name -> new StringBuilder())
                        .append('<')
                        .append(text(child))
                        .append('>');
            }
        }
        return children.toString();
    }

    private Object value(String text) {
        try {
            Object value = text == null ? null : evaluator.evaluate(text);
            return value instanceof String
                            || value instanceof Number
                            || value instanceof Boolean
                            || value instanceof File
                    ? value
                    : null;
        } catch (ExpressionEvaluationException e) {
            return text;
        }
    }
}
