package io.github.dataversealm.solution.xml;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The namespace declarations that are in scope, outermost first. */
final class NamespaceScope {

    static final String XML = "http://www.w3.org/XML/1998/namespace";
    static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    /** Far above any solution. They bound what a hostile document can make the scope hold. */
    static final int MAX_DECLARATIONS = 1_000;

    static final int MAX_NAMESPACE_CHARACTERS = 4_096;

    /**
     * @param depth the depth of the element that declares it
     * @param prefix empty for the default namespace
     * @param shadowed the outer declaration of the same prefix; null when there is none
     */
    private record Declaration(int depth, String prefix, byte[] bytes, String namespace, Declaration shadowed) {}

    private final List<Declaration> declarations = new ArrayList<>();
    private final Map<String, Declaration> byPrefix = new HashMap<>();
    /** The one that was asked for last: mostly it is asked for again. */
    private Declaration last;

    boolean isFull() {
        return declarations.size() == MAX_DECLARATIONS;
    }

    void declare(int depth, String prefix, String namespace) {
        byte[] bytes = prefix.getBytes(StandardCharsets.UTF_8);
        Declaration declaration = new Declaration(depth, prefix, bytes, namespace, byPrefix.get(prefix));
        declarations.add(declaration);
        byPrefix.put(prefix, declaration);
        last = null;
    }

    /** Ends the scope of what elements of this depth or deeper have declared. */
    void leave(int depth) {
        for (int i = declarations.size() - 1; i >= 0 && declarations.get(i).depth >= depth; i--) {
            Declaration declaration = declarations.remove(i);
            if (declaration.shadowed == null) {
                byPrefix.remove(declaration.prefix);
            } else {
                byPrefix.put(declaration.prefix, declaration.shadowed);
            }
            last = null;
        }
    }

    /** The namespace of the prefix in {@code buf[from..to)}; null when it is not declared. */
    String find(byte[] buf, int from, int to) {
        if (last == null || !isPrefix(last.bytes, buf, from, to)) {
            String prefix = new String(buf, from, to - from, StandardCharsets.UTF_8);
            if (prefix.equals("xml")) {
                return XML;
            }
            Declaration found = byPrefix.get(prefix);
            if (found == null) {
                return null;
            }
            last = found;
        }
        return last.namespace;
    }

    private static boolean isPrefix(byte[] prefix, byte[] buf, int from, int to) {
        if (prefix.length != to - from) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if (prefix[i] != buf[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** Prefixes and namespaces, outermost first, a prefix once for each declaration. */
    List<Map.Entry<String, String>> open() {
        List<Map.Entry<String, String>> open = new ArrayList<>(declarations.size());
        for (Declaration declaration : declarations) {
            open.add(Map.entry(declaration.prefix, declaration.namespace));
        }
        return open;
    }
}
