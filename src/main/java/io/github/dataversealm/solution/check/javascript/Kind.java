package io.github.dataversealm.solution.check.javascript;

/**
 * What a node of a script is, after ESTree; the children of each in their order. Where a child may be missing in the middle, a
 * node of kind {@link #NONE} takes its place.
 */
public enum Kind {
    /** Nothing: what {@link Node} gives for a child that is not there. */
    NONE,
    /** Statements. */
    PROGRAM,
    /** The expression. */
    EXPRESSION_STATEMENT,
    /** Statements. */
    BLOCK,
    EMPTY,
    DEBUGGER,
    /** The object, the body. */
    WITH,
    /** The value, which may be missing. */
    RETURN,
    /** The label, the statement. */
    LABELED,
    /** The label, which may be missing. */
    BREAK,
    /** The label, which may be missing. */
    CONTINUE,
    /** The test, the statement, the other statement, which may be missing. */
    IF,
    /** The value, the cases. */
    SWITCH,
    /** The test or nothing, statements. */
    SWITCH_CASE,
    THROW,
    /** The block, a catch clause or nothing, the last block, which may be missing. */
    TRY,
    /** The parameter or nothing, the block. */
    CATCH,
    /** The test, the body. */
    WHILE,
    /** The body, the test. */
    DO_WHILE,
    /** The beginning or nothing, the test or nothing, the step or nothing, the body. */
    FOR,
    /** What is set, the object, the body. */
    FOR_IN,
    /** What is set, the values, the body. */
    FOR_OF,
    /** The name or nothing, the parameters, the body. */
    FUNCTION_DECLARATION,
    /** Declarators; the name is {@code var}, {@code let} or {@code const}. */
    VARIABLES,
    /** What is declared, the value, which may be missing. */
    DECLARATOR,
    /** The name or nothing, the base or nothing, the body. */
    CLASS_DECLARATION,
    /** Specifiers, the text of the module. */
    IMPORT,
    /** The imported name or nothing, the name here. */
    IMPORT_SPECIFIER,
    /** A declaration, or specifiers and perhaps the text of the module. */
    EXPORT,
    /** The name here, the exported name. */
    EXPORT_SPECIFIER,
    /** What is exported. */
    EXPORT_DEFAULT,
    /** The name or nothing, the text of the module. */
    EXPORT_ALL,

    IDENTIFIER,
    /** {@code #name}; the name is without the sign. */
    PRIVATE_NAME,
    THIS,
    SUPER,
    NULL,
    TRUE,
    FALSE,
    STRING,
    NUMBER,
    BIGINT,
    REGEX,
    /** Pieces and expressions in turn. */
    TEMPLATE,
    /** A piece of a template between its backticks and {@code ${...}}. */
    TEMPLATE_PIECE,
    /** The function, the template. */
    TAGGED_TEMPLATE,
    /** The elements; a hole is nothing. */
    ARRAY,
    /** Properties and spreads. */
    OBJECT,
    /** The key, the value. */
    PROPERTY,
    /** The name or nothing, the parameters, the body. */
    FUNCTION,
    /** The parameters, the body: a block or an expression. */
    ARROW,
    /** The name or nothing, the base or nothing, the body. */
    CLASS,
    /** Methods, fields, static blocks. */
    CLASS_BODY,
    /** The key, the function. */
    METHOD,
    /** The key, the value, which may be missing. */
    FIELD,
    /** Statements. */
    STATIC_BLOCK,
    UNARY,
    UPDATE,
    BINARY,
    LOGICAL,
    /** The target, the value; the name is the operator. */
    ASSIGNMENT,
    /** The test and the two values. */
    CONDITIONAL,
    /** The function, the arguments. */
    CALL,
    /** The class, the arguments. */
    NEW,
    /** The object, the property. */
    MEMBER,
    /** A chain that has {@code ?.} in it. */
    CHAIN,
    SEQUENCE,
    /** {@code ...x}, in calls, arrays, objects, parameters and patterns. */
    SPREAD,
    /** The value, which may be missing. */
    YIELD,
    AWAIT,
    /** {@code import(x)}. */
    IMPORT_CALL,
    /** {@code import.meta}, {@code new.target}. */
    META,
    OBJECT_PATTERN,
    ARRAY_PATTERN,
    /** What is bound, the value when there is none. */
    DEFAULT,

    /** What is in parentheses, until it is clear that they are the parameters of an arrow function. */
    PARENTHESES
}
