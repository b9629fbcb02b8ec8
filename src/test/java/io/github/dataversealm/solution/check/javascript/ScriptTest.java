package io.github.dataversealm.solution.check.javascript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the parser makes of scripts. That it sees the same as others do, ScriptAgreementTest shows. */
class ScriptTest {

    private static Script read(String text) {
        return Script.of(text, () -> {});
    }

    /** The texts of the nodes of a kind. */
    private static List<String> texts(String script, Kind kind) {
        List<String> texts = new ArrayList<>();
        read(script).each(kind, node -> texts.add(node.text()));
        return texts;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = b / c / d",
                "a++ / b; (a) / b; a[0] / b; {} /x/.test(a)",
                "return_ = x => /a[/]b/.test(x)",
                "if (a) /b/.exec(c); else /d/.exec(e)",
                "`a${`b${c}`}d`; a`b`",
                "async x => await x; async (x, {y = 1}, ...z) => {}; async(1)",
                "class A extends (B) { #a = 1; static { } static async *b() { yield 1; } get c() { } 'd'; 1 = 2; [e] }",
                "for (const [a, {b = 1}] of c) ; for (x in y) ; for await (z of w) {}",
                "a?.b?.[c]?.(d) ?? e; a ||= b; a ** b ** c; 1_000n; .5; 1..a; 0xF",
                "label: for (;;) { continue label }",
                "let\na = 1\nasync\nyield_ = 2; var let_, of, get, set, static_",
                "({ a, get, set b(c) {}, async *d() {}, [e]: 1, ...f } = g)",
                "do a(); while (b) c()",
                "import a, { b as c } from 'd'; export * as e from 'f'; export default class {}",
                "#!/usr/bin/env node\na",
                "<!-- a\n--> b\nc --> d",
                "x = function () { return\n1 }",
                "var \\u0061 = '\\\n', ü = \"\\u{1F600}\"",
                "try { } catch { } finally { }",
                "new new A()(); new a.b(c); new.target"
            })
    void syntax_that_is_right(String script) {
        assertThat(read(script).problem()).as(script).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "var a = ;",
                "function (",
                "a b",
                "(",
                "[1, 2",
                "`a${b",
                "\"a\nb\"",
                "/a",
                "class { 1 + 1 }",
                "}",
                "if",
                "a ? b",
                "{ a: 1, b: 2 }",
                "export",
                "<html></html>",
                "/* a"
            })
    void what_is_no_script_is_said_and_does_not_stop(String script) {
        boolean comment = script.startsWith("/*");
        assertThat(read(script).problem().isPresent()).as(script).isEqualTo(!comment);
    }

    @Test
    void a_mistake_hides_only_its_own_statement() {
        String script = "f(1);\nvar a = ;\nfunction g() { f(2);\nb c d;\nf(3); }\nf(4";
        assertThat(texts(script, Kind.CALL)).containsExactly("f(1)", "f(2)", "f(3)", "f(4");
        assertThat(read(script).problem()).hasValueSatisfying(mark -> {
            assertThat(mark.line()).isEqualTo(2);
            assertThat(mark.column()).isEqualTo(9);
        });
    }

    @Test
    void a_script_that_ends_too_early_keeps_what_it_has() {
        assertThat(texts("(function () { if (a) { f(1); f(2);", Kind.CALL)).containsExactly("f(1)", "f(2)");
    }

    @Test
    void nodes_know_where_they_are() {
        Script script = read("a;\r\n  b.c\u2028(d);\n/* e */ f");
        List<String> places = new ArrayList<>();
        script.each(Kind.IDENTIFIER, node -> places.add(node.name() + node.line() + ':' + node.column()));
        assertThat(places).containsExactly("a1:1", "b2:3", "c2:5", "d3:2", "f4:9");
    }

    @Test
    void values_have_their_escapes_resolved() {
        Script script = read("'\\x41\\u0042\\u{43}\\\r\nD\\n\\101\\0'; `\\x45`; \\u0061b");
        List<String> values = new ArrayList<>();
        script.each(Kind.STRING, node -> values.add(node.string()));
        script.each(Kind.TEMPLATE_PIECE, node -> values.add(node.string()));
        script.each(Kind.IDENTIFIER, node -> values.add(node.name()));
        assertThat(values).containsExactly("ABCD\nA\0", "E", "ab");
    }

    @Test
    void names_of_members_in_all_ways() {
        List<String> names = new ArrayList<>();
        read("a.b; a['c']; a[`d`]; a[e]; a[`${f}`]; a?.g").each(Kind.MEMBER, node -> names.add(node.propertyName()));
        assertThat(names).containsExactly("b", "c", "d", "", "", "g");
    }

    @Test
    void operators_are_found_past_comments_and_parentheses() {
        Script script = read("(a) /* == */ // ==\n\n == (b)");
        script.each(Kind.BINARY, node -> {
            assertThat(script.operator(node).line()).isEqualTo(3);
            assertThat(script.operator(node).column()).isEqualTo(2);
        });
    }

    @Test
    void directives_are_texts_at_the_beginning() {
        List<Boolean> directives = new ArrayList<>();
        read("'a'; 'use strict'; b; 'c'; function f() { 'd'; ('e'); }")
                .each(Kind.EXPRESSION_STATEMENT, node -> directives.add(node.isDirective()));
        assertThat(directives).containsExactly(true, true, false, false, true, false);
    }

    @Test
    void comments_and_lines_with_code() {
        Script script = read("// a\nb; /* c\nd */ `e\nf`\n\n}\n<!-- g");
        assertThat(script.comments()).extracting(Comment::text).containsExactly(" a", " c\nd ", " g");
        assertThat(script.comments()).extracting(Comment::line).containsExactly(1, 2, 7);
        assertThat(script.comments()).extracting(Comment::endLine).containsExactly(1, 3, 7);
        assertThat(script.hasCode(1)).isFalse();
        assertThat(script.hasCode(2)).isTrue();
        assertThat(script.nextCode(4)).hasValue(6);
        assertThat(script.nextCode(6)).isEmpty();
    }

    @Test
    void new_syntax_is_the_first_after_2018() {
        assertThat(read("var a = { ...b }; async () => { for await (c of d) e ** 2; }")
                        .newSyntax())
                .isEmpty();
        assertThat(read("a;\nb ?? c; d?.e").newSyntax()).hasValueSatisfying(mark -> {
            assertThat(mark.line()).isEqualTo(2);
            assertThat(mark.what()).isEqualTo("??");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function f(x) { here(x); }",
                "function f({ a: [x] }, ...y) { here(x); }",
                "var f = (y, x = 1) => here(x);",
                "f(() => { { var x = 1; } here(x); });",
                "{ let x = 1; here(x); }",
                "here(x); function x() { }",
                "import x from 'y'; here(x);",
                "import { y as x } from 'y'; here(x);",
                "try { } catch ({ x }) { here(x); }",
                "for (const x of y) { here(x); }",
                "(function x() { here(x); })",
                "class x { m() { here(x); } }",
                "switch (1) { case 1: let x; default: here(x); }",
                "class A { static { var x; here(x); } }"
            })
    void names_that_the_script_declares(String text) {
        assertThat(isDeclared(text)).as(text).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "here(x);",
                "function f(y) { var x; } here(x);",
                "{ let x = 1; } here(x);",
                "f({ x: 1 }); a.x; here(x);",
                "function f({ x: y }) { here(x); }",
                "x = 1; here(x);",
                "for (const x of y) { } here(x);",
                "(function x() { }); here(x);",
                "try { } catch (x) { } here(x);"
            })
    void names_that_it_does_not(String text) {
        assertThat(isDeclared(text)).as(text).isFalse();
    }

    private static boolean isDeclared(String text) {
        Script script = read(text);
        assertThat(script.problem()).isEmpty();
        List<Boolean> found = new ArrayList<>();
        script.each(Kind.CALL, call -> {
            if (call.first().isIdentifier("here")) {
                found.add(script.isDeclared(call.child(1)));
            }
        });
        assertThat(found).hasSize(1);
        return found.get(0);
    }
}
