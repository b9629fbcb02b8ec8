package io.github.dataversealm.solution.check.desktopflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dataversealm.solution.check.desktopflow.RobinStatement.Kind;
import io.github.dataversealm.solution.message.SolutionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The structure of scripts of desktop flows. */
class RobinScriptTest {

    private static RobinScript read(String text) {
        return RobinScript.of(text, "Trips", () -> {});
    }

    /** Kinds with their lines, those in others in brackets. */
    private static String shape(List<RobinStatement> body) {
        return body.stream()
                .map(statement -> statement.kind() + ":" + statement.line()
                        + statement.branches().stream()
                                .map(branch -> "[" + shape(branch.body()) + "]")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining(" "));
    }

    @Test
    void blocks_are_in_each_other() {
        RobinScript script = read("""
                SET A TO 1
                IF A = 1 THEN
                    LOOP WHILE (A) < (10)
                        Variables.IncreaseVariable Value: A IncrementValue: 1
                    END
                ELSE IF A = 2 THEN
                    CALL Other
                ELSE
                    EXIT Code: 0
                END
                SWITCH A
                    CASE = 1
                        WAIT 1
                    DEFAULT
                        NEXT LOOP
                END
                FUNCTION Other GLOBAL
                    BLOCK 'The block'
                    ON BLOCK ERROR all
                        SET Failed TO True
                    END
                        File.Delete Files: $'''a'''
                        ON ERROR FileNotFoundError
                            THROW ERROR
                        END
                    END
                END FUNCTION
                WAIT 2
                """);
        assertThat(script.subflows()).extracting(RobinScript.Subflow::name).containsExactly("Main", "Other");
        assertThat(shape(script.subflows().get(0).body()))
                .isEqualTo("SET:1 IF:2[LOOP:3[ACTION:4]][CALL:7][EXIT:9] SWITCH:11[WAIT:13][NEXT:15] WAIT:28");
        assertThat(shape(script.subflows().get(1).body()))
                .isEqualTo("BLOCK:18[ON_BLOCK_ERROR:19[SET:20] ACTION:22 ON_ERROR:23[THROW:24]]");
    }

    @Test
    void a_text_may_have_many_lines_and_hold_anything() {
        RobinScript script = read("SET Body TO $'''Dear %Name%,\nEND\n# no comment\nit\\'s '' over'''\r\nWAIT 3");
        assertThat(shape(script.subflows().get(0).body())).isEqualTo("SET:1 WAIT:5");
        RobinToken text = script.subflows().get(0).body().get(0).tokens().get(3);
        assertThat(text.prefix()).isEqualTo("$");
        assertThat(text.text()).startsWith("Dear").endsWith("over");
    }

    @Test
    void comments_are_left_out() {
        RobinScript script =
                read("# IF A = 1 THEN\n/# LOOP\nEND #/\nSET A TO 1 # and IF\n**REGION Setup\n**ENDREGION\nWAIT 1");
        assertThat(shape(script.subflows().get(0).body())).isEqualTo("SET:4 OTHER:5 OTHER:6 WAIT:7");
    }

    @Test
    void inputs_outputs_and_sensitive_variables_are_declared() {
        RobinScript script = read("""
                @@ConnectionString: ''
                IMPORT 'controlRepo.appmask' AS appmask
                @SENSITIVE: [Pin, Key]
                @INPUT Pin : { 'Description': 'a: b', 'FriendlyName': 'Pin', 'DefaultValue': '', 'Type': 'String' }
                @INPUT Max : { 'Description': '', 'FriendlyName': 'Max', 'DefaultValue': '20', 'Type': 'String' }
                @OUTPUT Result : { 'Description': '', 'FriendlyName': 'Result', 'Type': 'String' }
                WAIT 1
                """);
        assertThat(script.inputs()).extracting(RobinScript.Argument::name).containsExactly("Pin", "Max");
        assertThat(script.inputs())
                .extracting(RobinScript.Argument::defaultValue)
                .containsExactly("", "20");
        assertThat(script.outputs()).extracting(RobinScript.Argument::line).containsExactly(6);
        assertThat(script.declaresSensitive()).isTrue();
        assertThat(script.isSensitive("pin")).isTrue();
        assertThat(script.isSensitive("Max")).isFalse();
    }

    @Test
    void a_handler_without_its_end_does_not_swallow_what_follows() {
        RobinScript script = read("""
                IF A = 1 THEN
                    Excel.ReadCell Row: 1
                    ON ERROR REPEAT 2 TIMES WAIT 1
                    SET B TO 1
                END
                WAIT 1
                """);
        assertThat(shape(script.subflows().get(0).body())).isEqualTo("IF:1[ACTION:2 ON_ERROR:3[] SET:4] WAIT:6");
    }

    @Test
    void what_is_turned_off_is_not_visited() {
        RobinScript script = read("DISABLE WAIT 700\nDISABLE IF A = 1 THEN\n    WAIT 800\nEND\nWAIT 1");
        List<Integer> lines = new ArrayList<>();
        script.visit(statement -> lines.add(statement.line()));
        assertThat(lines).containsExactly(5);
    }

    @Test
    void names_may_have_blanks() {
        RobinScript script = read("CALL 'Get Error'\nFUNCTION 'Get Error' GLOBAL\n    CALL Main\nEND FUNCTION");
        assertThat(script.subflows()).extracting(RobinScript.Subflow::name).containsExactly("Main", "Get Error");
        assertThat(script.subflows().get(0).body().get(0).tokens().get(1).text())
                .isEqualTo("Get Error");
        assertThat(script.subflows().get(0).body().get(0).kind()).isEqualTo(Kind.CALL);
    }

    @Test
    void nesting_without_end_is_refused() {
        assertThatThrownBy(() -> read("IF A = 1 THEN\n".repeat(1_000)))
                .isInstanceOf(SolutionException.class)
                .hasMessageContaining("nested");
    }

    @Test
    void damaged_scripts_are_read_as_far_as_they_go() {
        String script =
                "IF A = 1 THEN\n  SET B TO $'''x'''\nELSE\n  LOOP FOREACH I IN L\n    CALL 'S'\n  END\nEND\nSWITCH A\nCASE = 1\nEND\n";
        Random random = new Random(11);
        for (int i = 0; i < 3_000; i++) {
            StringBuilder damaged = new StringBuilder(script);
            for (int j = 0; j < 4; j++) {
                int at = random.nextInt(damaged.length());
                if (random.nextBoolean()) {
                    damaged.deleteCharAt(at);
                } else {
                    damaged.insert(at, "'\"#/\\\n[{(=>".charAt(random.nextInt(10)));
                }
            }
            RobinScript read = read(damaged.toString());
            Loops.findEndless(read, statement -> {});
            Passwords.find(read, (token, problem) -> {});
        }
    }
}
