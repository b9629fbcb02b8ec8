package io.github.dataversealm.solution.layout;

/**
 * Where relationships are in a source folder: a list of their names in source order, and a file for each referenced table
 * with the relationships to it (spec solution-packager-behavior §5 row 5).
 */
public final class RelationshipFiles {

    private RelationshipFiles() {}

    public static final String LIST = "Other/Relationships.xml";

    public static final String FOLDER = "Other/Relationships";

    /** The element of a relationship. */
    public static final String ELEMENT = "EntityRelationship";
}
