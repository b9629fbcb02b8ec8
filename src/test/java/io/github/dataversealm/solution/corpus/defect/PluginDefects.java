package io.github.dataversealm.solution.corpus.defect;

import static io.github.dataversealm.solution.corpus.defect.Parcel.CUSTOMIZATIONS;
import static io.github.dataversealm.solution.corpus.defect.Parcel.attribute;

import io.github.dataversealm.solution.corpus.defect.Parcel.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plug-in assemblies and steps. */
final class PluginDefects {

    private static final Pattern TOKEN = Pattern.compile("PublicKeyToken=([0-9a-f]{16})");

    private PluginDefects() {}

    static List<Kind> kinds() {
        return List.of(
                new Kind("plug-in type dropped", PluginDefects::typeDropped),
                new Kind("token wrong", PluginDefects::tokenWrong));
    }

    private static List<Kind.Maker> typeDropped(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Block type : parcel.blocks("PluginType")) {
            String name = attribute(type.text(), "AssemblyQualifiedName").split(",")[0];
            if (!name.isEmpty() && parcel.customizations().contains("<PluginTypeName>" + name + ",")) {
                makers.add(() -> Optional.of(Injected.of(
                        "without the type " + name,
                        "step-type-missing",
                        parcel.change().cut(type),
                        sources -> sources.places(
                                "SdkMessageProcessingSteps/.*", "<PluginTypeName>" + Pattern.quote(name) + ","))));
            }
        }
        return makers;
    }

    private static List<Kind.Maker> tokenWrong(Parcel parcel) {
        List<Kind.Maker> makers = new ArrayList<>();
        for (Block assembly : parcel.blocks("PluginAssembly")) {
            String tag = assembly.text().substring(0, assembly.text().indexOf('>'));
            Matcher token = TOKEN.matcher(tag);
            if (token.find() && assembly.text().contains("<FileName>")) {
                int at = assembly.start() + token.start(1);
                makers.add(() -> Optional.of(Injected.of(
                        "not " + token.group(1),
                        "plugin-identity",
                        parcel.change().replace(CUSTOMIZATIONS, at, at + 16, "5eeded0000000000"),
                        sources -> sources.places("PluginAssemblies/.*", "<PluginAssembly [^>]*5eeded0000000000"))));
            }
        }
        return makers;
    }
}
