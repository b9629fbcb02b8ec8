package io.github.dataversealm.solution.mapping;

import io.github.dataversealm.solution.mapping.DirectiveParser.UnusableDirectiveException;
import io.github.dataversealm.solution.message.Location;
import io.github.dataversealm.solution.message.Reporter;
import io.github.dataversealm.solution.message.SolutionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A mapping file of SolutionPackager ({@code /map}): it says which content files (web resources, assemblies, ...) are
 * kept outside the source folder, in the projects that make them.
 *
 * <pre>{@code
 * <Mapping>
 *   <Folder     map="WebResources\new_"            to="..\web\dist" />
 *   <FileToFile map="PluginAssemblies\**\this.dll" to="..\plugins\bin\**\that.dll" />
 *   <FileToPath map="WebResources\**\*.js"         to="..\web\dist\**" />
 * </Mapping>
 * }</pre>
 *
 * <p>Rules, from Microsoft's documentation of the tool and from running it:
 *
 * <ul>
 *   <li>Paths are relative to the source folder or absolute; slashes are {@code /} or {@code \}; {@code %NAME%} is an
 *       environment variable.
 *   <li>{@code **} stands for any depth of folders, also none; {@code *.ext} and {@code *.*} are the only wildcards for
 *       names. A bare name in {@code map} matches in any folder.
 *   <li>Earlier directives come first. The first one that matches a file and leads to an existing file decides; if a
 *       file is matched at all, one of them has to.
 *   <li>Names are compared without regard to case on every operating system; where a target exists in the spelling
 *       that is written, that one is taken.
 *   <li>If {@code **} in {@code to} leads to several files, the best is taken and a warning names it: the one whose
 *       path ends like that of the mapped file for the most names ({@code dist/js/a.js} for
 *       {@code WebResources/js/a.js}), then the one with the fewest folders, then the first by the letters of its path.
 * </ul>
 *
 * <p>Which files are content is the caller's to know. Targets may lie anywhere: the mapping file is configuration that
 * is trusted.
 */
public final class MapFile {

    private static final Location POM = Location.of("pom.xml");

    private final Reporter reporter;
    private final List<Directive> directives;
    private final TargetFinder finder;
    private final Map<Directive, Mapping> mappings = new LinkedHashMap<>();
    private final Set<Directive> used = ConcurrentHashMap.newKeySet();

    private MapFile(Reporter reporter, List<Directive> directives, TargetFinder finder) {
        this.reporter = reporter;
        this.directives = List.copyOf(directives);
        this.finder = finder;
    }

    /** A mapping without directives. */
    public static MapFile none() {
        return new MapFile(Reporter.silent(), List.of(), new TargetFinder(Path.of("")));
    }

    /**
     * Reads a mapping file. Directives that cannot be used are warnings and are left out, as in SolutionPackager.
     *
     * @param baseFolder the source folder, which relative paths start from
     * @param reporter who is told about unusable directives, and later about ambiguous targets
     * @param environment the value of an environment variable, empty when it is not set
     * @throws SolutionException when the file is missing, is not well-formed XML, is no mapping file, or names an
     *     environment variable that is not set
     * @throws IOException when the disk fails
     */
    public static MapFile read(
            Path mapFile, Path baseFolder, Reporter reporter, Function<String, Optional<String>> environment)
            throws IOException {
        Path base = baseFolder.toAbsolutePath().normalize();
        DirectiveParser parser = new DirectiveParser(base, environment);
        List<Directive> directives = new ArrayList<>();
        for (Element element : elements(mapFile)) {
            Location location = new Location(mapFile.toString(), element.line(), 0);
            try {
                directives.add(parser.parse(location, element.name(), element.map(), element.to()));
            } catch (UnusableDirectiveException e) {
                reporter.warn(location + ": " + element + " is ignored: " + e.getMessage() + ".");
            }
        }
        reporter.debug("Using " + directives.size() + " mapping directives of " + mapFile + ".");
        return new MapFile(reporter, directives, new TargetFinder(base));
    }

    /**
     * These directives behind mappings, which unlike those of a file must all have a source and a use.
     *
     * @throws SolutionException when a mapping cannot be used, or there is nothing where it leads
     * @throws IOException when the disk fails
     */
    public MapFile after(
            List<Mapping> first, Path baseFolder, Reporter who, Function<String, Optional<String>> environment)
            throws IOException {
        return after(first, baseFolder, who, environment, true);
    }

    /**
     * As {@link #after}, for whoever only looks: what a mapping leads to need not be there yet.
     *
     * @throws SolutionException when a mapping cannot be used
     * @throws IOException when the disk fails
     */
    public MapFile afterUnbuilt(
            List<Mapping> first, Path baseFolder, Reporter who, Function<String, Optional<String>> environment)
            throws IOException {
        return after(first, baseFolder, who, environment, false);
    }

    private MapFile after(
            List<Mapping> first,
            Path baseFolder,
            Reporter who,
            Function<String, Optional<String>> environment,
            boolean built)
            throws IOException {
        if (first.isEmpty()) {
            return this;
        }
        Path base = baseFolder.toAbsolutePath().normalize();
        DirectiveParser parser = new DirectiveParser(base, environment);
        TargetFinder files = new TargetFinder(base);
        List<Directive> all = new ArrayList<>();
        Map<Directive, Mapping> origins = new LinkedHashMap<>();
        for (Mapping mapping : first) {
            Directive directive = directive(mapping, parser, base);
            if (built) {
                requireSource(mapping, directive, files);
            }
            all.add(directive);
            origins.put(directive, mapping);
        }
        all.addAll(directives);
        MapFile both = new MapFile(who, all, files);
        both.mappings.putAll(origins);
        return both;
    }

    private static Directive directive(Mapping mapping, DirectiveParser parser, Path base) {
        Segments to = Segments.parse(mapping.to());
        boolean folder = mapping.to().endsWith("/")
                || mapping.to().endsWith("\\")
                || TargetFinder.resolve(base, Segments.parse(mapping.from()))
                                .filter(Files::isDirectory)
                                .isPresent()
                        && !to.isEmpty()
                        && !NamePattern.hasWildcard(to.last());
        String element =
                folder ? "Folder" : !to.isEmpty() && NamePattern.hasWildcard(to.last()) ? "FileToPath" : "FileToFile";
        try {
            Directive parsed = parser.parse(POM, element, mapping.to(), mapping.from());
            return new Directive(POM, "the mapping of " + mapping, parsed.rule());
        } catch (UnusableDirectiveException e) {
            throw new SolutionException(
                    null,
                    "The mapping of " + mapping + " cannot be used: " + e.getMessage() + ".",
                    "Correct the <mapping>: <to> is the place in the source folder, <from> what is packed there.");
        }
    }

    private static void requireSource(Mapping mapping, Directive directive, TargetFinder files) throws IOException {
        MapFile alone = new MapFile(Reporter.silent(), List.of(directive), files);
        if (alone.candidates().isEmpty()) {
            throw new SolutionException(
                    null,
                    "The mapping of " + mapping + " leads to no file.",
                    "Build what makes it first, or correct <from>: it is relative to the folder of the pom.xml, or to the"
                            + " root of the archive that <artifact> names.");
        }
    }

    /**
     * Makes sure that each mapping had a use.
     *
     * @throws SolutionException when no component of the solution has a file where one says
     */
    public void requireUse() {
        for (Map.Entry<Directive, Mapping> one : mappings.entrySet()) {
            if (!used.contains(one.getKey())) {
                throw new SolutionException(
                        null,
                        "The mapping of " + one.getValue() + " has no use: no component of the solution has "
                                + (one.getKey().rule() instanceof Directive.FileToFile ? "that file" : "files there")
                                + ", or an earlier mapping takes them.",
                        "Correct <to>, or add the component: the files that describe it (such as .data.xml) belong into the"
                                + " source folder.");
            }
        }
    }

    /** How many directives are in use. */
    public int size() {
        return directives.size();
    }

    /** Whether any directive matches the file, whether or not its target exists. Looks at no disk. */
    public boolean isMapped(String relativePath) {
        List<String> path = Segments.parse(relativePath).names();
        return !path.isEmpty()
                && directives.stream().anyMatch(one -> one.rule().target(path).isPresent());
    }

    /**
     * The files that {@code Folder} directives put into a folder of the source folder from elsewhere, whether or not the
     * folder has them itself: what is in a build's output, for one.
     *
     * @param folder relative to the source folder, with {@code /}
     * @return their paths relative to the source folder, with {@code /}, in letter order
     * @throws IOException when the disk fails
     */
    public List<String> filesInto(String folder) throws IOException {
        Segments wanted = Segments.parse(folder);
        Set<String> files = new TreeSet<>();
        for (Directive directive : directives) {
            if (directive.rule() instanceof Directive.Folder rule) {
                boolean around = wanted.startsWith(rule.map());
                if (around || rule.map().startsWith(wanted)) {
                    Segments from = around
                            ? rule.to().resolve(wanted.from(rule.map().size()).names())
                            : rule.to();
                    Segments into = around ? wanted : rule.map();
                    for (String below : finder.filesBelow(from)) {
                        files.add(into + "/" + below);
                    }
                }
            }
        }
        return List.copyOf(files);
    }

    /**
     * All files that lie where a directive looks, used or not: when another one appears or goes, the same mapping file may
     * lead elsewhere.
     *
     * @throws IOException when the disk fails
     */
    public List<String> candidates() throws IOException {
        Set<String> files = new TreeSet<>();
        for (Directive directive : directives) {
            Segments to = directive.rule().to();
            int wildcard = to.names().indexOf(Segments.ANY_DEPTH);
            if (directive.rule() instanceof Directive.FileToFile && wildcard < 0) {
                if (finder.isFile(to)) {
                    files.add(to.toString());
                }
                continue;
            }
            boolean deep = wildcard >= 0 || directive.rule() instanceof Directive.Folder;
            Segments folder =
                    wildcard < 0 ? to : new Segments(to.root(), to.names().subList(0, wildcard));
            for (String below : finder.filesBelow(folder)) {
                if (deep || below.indexOf('/') < 0) {
                    files.add(folder + "/" + below);
                }
            }
        }
        return List.copyOf(files);
    }

    /**
     * Where a content file is kept. May be called from several threads.
     *
     * @param relativePath its path relative to the source folder, with {@code /}
     * @throws IOException when the disk fails
     */
    public MapTarget target(String relativePath) throws IOException {
        List<String> path = Segments.parse(relativePath).names();
        List<MapTarget.Attempt> attempts = new ArrayList<>();
        for (Directive directive : directives) {
            Optional<Segments> place =
                    path.isEmpty() ? Optional.empty() : directive.rule().target(path);
            if (place.isEmpty()) {
                continue;
            }
            List<Path> found = finder.find(place.get(), path);
            if (!found.isEmpty()) {
                used.add(directive);
                warnOfOthers(directive, relativePath, found);
                return new MapTarget.Mapped(found.get(0));
            }
            attempts.add(new MapTarget.Attempt(
                    directive.location(), directive.text(), place.get().toString()));
        }
        return attempts.isEmpty() ? new MapTarget.NotMapped() : new MapTarget.Missing(attempts);
    }

    private void warnOfOthers(Directive directive, String relativePath, List<Path> found) {
        if (found.size() > 1) {
            reporter.warn(directive.location() + ": " + directive.text() + " leads " + relativePath + " to "
                    + found.size() + " files; " + found.get(0) + " is taken, not " + found.get(1)
                    + (found.size() > 2 ? " and others" : "") + ". Name the folder in 'to' to choose another.");
        }
    }

    /** A child of the root as it is written; {@code map} and {@code to} are null when they are not there. */
    private record Element(int line, String name, String map, String to) {
        @Override
        public String toString() {
            return "<" + name + DirectiveParser.attribute("map", map) + DirectiveParser.attribute("to", to) + "/>";
        }
    }

    private static List<Element> elements(Path mapFile) throws IOException {
        try (InputStream in = Files.newInputStream(mapFile)) {
            return elements(mapFile, in);
        } catch (NoSuchFileException e) {
            throw new SolutionException(
                    Location.of(mapFile),
                    "The mapping file does not exist.",
                    "Correct -Dsolution.mapFile=<file>, or leave it out.",
                    e);
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new SolutionException(
                    new Location(mapFile.toString(), line, 0),
                    "The mapping file is not well-formed XML.",
                    "Correct this line; in attributes write & as &amp; and < as &lt;.",
                    e);
        }
    }

    private static List<Element> elements(Path mapFile, InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(in);
        List<Element> elements = new ArrayList<>();
        int depth = 0;
        while (reader.hasNext()) {
            int event = reader.next();
            int line = reader.getLocation().getLineNumber();
            if (event == XMLStreamConstants.DTD) {
                throw new SolutionException(
                        new Location(mapFile.toString(), line, 0),
                        "The mapping file has a DTD, which is not read.",
                        "Remove <!DOCTYPE ...>.");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                String name = reader.getLocalName();
                if (depth == 1 && !name.equals("Mapping")) {
                    throw new SolutionException(
                            new Location(mapFile.toString(), line, 0),
                            "This is not a mapping file: its root is <" + name + ">, not <Mapping>.",
                            "Put the directives (Folder, FileToFile, FileToPath) inside <Mapping>...</Mapping>,"
                                    + " or correct -Dsolution.mapFile=<file>.");
                } else if (depth == 2) {
                    elements.add(new Element(
                            line, name, reader.getAttributeValue(null, "map"), reader.getAttributeValue(null, "to")));
                }
            }
        }
        return elements;
    }
}
