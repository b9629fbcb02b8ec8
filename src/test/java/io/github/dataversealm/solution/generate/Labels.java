package io.github.dataversealm.solution.generate;

import java.util.List;
import java.util.SplittableRandom;

/** Names of things in five languages, put together from words. */
final class Labels {

    /** English, German, French, Japanese, Arabic: two of them need more than a byte for a letter, one runs from right to left. */
    static final List<String> LANGUAGES = List.of("1033", "1031", "1036", "1041", "1025");

    private static final String[][] WORDS = {
        {
            "Invoice",
            "Delivery",
            "Customer",
            "Route",
            "Vehicle",
            "Contract",
            "Inspection",
            "Warehouse",
            "Payment",
            "Season",
            "Permit",
            "Supplier",
            "Workshop",
            "Harbour",
            "Ticket",
            "Budget",
            "Meter",
            "Lease",
            "Recipe",
            "Claim"
        },
        {
            "Rechnung",
            "Lieferung",
            "Kunde",
            "Strecke",
            "Fahrzeug",
            "Vertrag",
            "Prüfung",
            "Lagerhaus",
            "Zahlung",
            "Saison",
            "Genehmigung",
            "Zulieferer",
            "Werkstatt",
            "Hafen",
            "Fahrschein",
            "Haushalt",
            "Zähler",
            "Pacht",
            "Rezept",
            "Anspruch"
        },
        {
            "Facture",
            "Livraison",
            "Client",
            "Itinéraire",
            "Véhicule",
            "Contrat",
            "Contrôle",
            "Entrepôt",
            "Paiement",
            "Saison",
            "Permis",
            "Fournisseur",
            "Atelier",
            "Port d'attache",
            "Billet",
            "Budget",
            "Compteur",
            "Bail",
            "Recette",
            "Réclamation"
        },
        {
            "請求書", "配送", "顧客", "経路", "車両", "契約", "検査", "倉庫", "支払い", "季節", "許可証", "仕入先", "工房", "港", "切符", "予算", "計器",
            "賃貸", "献立", "申立て"
        },
        {
            "فاتورة", "توصيل", "عميل", "مسار", "مركبة", "عقد", "فحص", "مستودع", "دفع", "موسم", "تصريح", "مورد", "ورشة",
            "ميناء", "تذكرة", "ميزانية", "عداد", "إيجار", "وصفة", "مطالبة"
        },
    };

    private static final String[] ENDS = {
        "date", "number", "amount", "type", "status", "owner", "code", "reason", "comment", "rate", "count", "site"
    };

    private final int[] words;
    private final String end;

    private Labels(int[] words, String end) {
        this.words = words;
        this.end = end;
    }

    /** The next name: of as many words as said, at random. */
    static Labels of(SplittableRandom random, int words) {
        int[] chosen = new int[words];
        for (int i = 0; i < words; i++) {
            chosen[i] = random.nextInt(WORDS[0].length);
        }
        return new Labels(chosen, ENDS[random.nextInt(ENDS.length)]);
    }

    /** As people read it in one of the {@link #LANGUAGES}. */
    String in(int language) {
        StringBuilder text = new StringBuilder();
        for (int word : words) {
            text.append(text.length() == 0 ? "" : " ").append(WORDS[language][word]);
        }
        return text.toString();
    }

    /** As a part of a logical name: lower-case ASCII letters. */
    String key() {
        StringBuilder key = new StringBuilder();
        for (int word : words) {
            key.append(WORDS[0][word].toLowerCase(java.util.Locale.ROOT));
        }
        return key.append(end).toString();
    }
}
