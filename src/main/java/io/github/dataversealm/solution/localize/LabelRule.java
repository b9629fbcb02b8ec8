package io.github.dataversealm.solution.localize;

/**
 * How labels of one kind are named in resource files.
 *
 * @param root the root element of the file that they stand in
 * @param owner the element that they label: that around their container, as {@code cell} in {@code cell/labels/label}
 * @param type the number that keys begin with
 * @param pattern what a key says of the owner
 */
record LabelRule(String root, String owner, int type, KeyPattern pattern) {

    static LabelRule of(String root, String owner, int type, String pattern) {
        return new LabelRule(root, owner, type, KeyPattern.of(pattern));
    }

    String place() {
        return root + '/' + owner;
    }
}
