#include "mentions/times/words.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "mentions/parts.h"

namespace dragoman::mentions {
namespace {

constexpr std::array<std::pair<std::string_view, TimeWordKind>, 19> kinds = {{{"month", TimeWordKind::month},
                                                                              {"weekday", TimeWordKind::weekday},
                                                                              {"weekdays", TimeWordKind::weekdays},
                                                                              {"decade", TimeWordKind::decade},
                                                                              {"opener", TimeWordKind::opener},
                                                                              {"unit", TimeWordKind::unit},
                                                                              {"day_part", TimeWordKind::day_part},
                                                                              {"season", TimeWordKind::season},
                                                                              {"day", TimeWordKind::day},
                                                                              {"set", TimeWordKind::set},
                                                                              {"which", TimeWordKind::which},
                                                                              {"approx", TimeWordKind::approx},
                                                                              {"position", TimeWordKind::position},
                                                                              {"relation", TimeWordKind::relation},
                                                                              {"every", TimeWordKind::every},
                                                                              {"clock", TimeWordKind::clock},
                                                                              {"zone", TimeWordKind::zone},
                                                                              {"numbered", TimeWordKind::numbered},
                                                                              {"outlook", TimeWordKind::outlook}}};

TimeWordKind kind_named(std::string_view name) {
    for (const auto& [known, kind] : kinds)
        if (known == name) return kind;
    return TimeWordKind::none;
}

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

/// What the auxiliaries of a verb say; unknown when there are none that decide.
Outlook by_auxiliaries(const Annotation& tree, int verb) {
    Outlook found = Outlook::unknown;
    for (int c = tree.first_child[verb]; c >= 0; c = tree.next_sibling[c]) {
        if (tree.dep[c] != Dep::aux && tree.dep[c] != Dep::aux_pass && tree.dep[c] != Dep::cop) continue;
        const std::string_view word = tree.lower(c);
        if (tree.tag[c] == Tag::MD) return word == "could" || word == "might" ? Outlook::unknown : Outlook::future;
        if (word == "had" || word == "have" || word == "has" || word == "was" || word == "were" || word == "did" ||
            word == "'ve")
            return Outlook::past;
        found = Outlook::present;
    }
    return found;
}

bool looks_ahead(const Annotation& tree, const TimeLexicon& lexicon, int token) {
    if (lexicon.find(tree.lemma(token)).kind == TimeWordKind::outlook ||
        lexicon.find(tree.lower(token)).kind == TimeWordKind::outlook)
        return true;
    const int adverb = tree.lemma(token) == "look" ? tree.child(token, Dep::advmod) : -1;
    return adverb >= 0 && tree.lower(adverb) == "forward";
}

/// An infinitive looks ahead from its governor, but "failed to meet" and "was forced to stop" do not.
Outlook of_infinitive(const Annotation& tree, const TimeLexicon& lexicon, int verb) {
    const int governor = tree.head[verb];
    if (governor < 0) return Outlook::future;
    constexpr std::array<std::string_view, 14> done = {"attempt", "begin", "cease", "continue", "decline",
                                                       "fail",    "force", "help",  "manage",   "refuse",
                                                       "seem",    "start", "try",   "use"};
    if (tree.dep[verb] == Dep::xcomp && std::find(done.begin(), done.end(), tree.lemma(governor)) != done.end())
        return Outlook::unknown;
    // "agreed on Wednesday to open it by June": the day between makes an adverbial of what is agreed
    constexpr std::array<std::string_view, 7> bound = {"agree",   "decide", "offer",    "pledge",
                                                       "promise", "vow",    "undertake"};
    const bool binds = std::find(bound.begin(), bound.end(), tree.lemma(governor)) != bound.end();
    return binds || looks_ahead(tree, lexicon, governor) || tree.dep[verb] != Dep::advcl ? Outlook::future
                                                                                         : Outlook::unknown;
}

Outlook of_verb(const Annotation& tree, const TimeLexicon& lexicon, int verb, int token) {
    const Outlook told = by_auxiliaries(tree, verb);
    const bool plans =
        token > verb && (tree.child(verb, Dep::obj) >= 0 || tree.child(verb, Dep::xcomp) >= 0);  // a rally on Sunday
    if ((tree.tag[verb] != Tag::VBD || plans) && looks_ahead(tree, lexicon, verb)) return Outlook::future;
    switch (tree.tag[verb]) {
        case Tag::VBD:
            return Outlook::past;
        case Tag::VB:
            if (told == Outlook::past || told == Outlook::future) return told;
            return tree.child(verb, Dep::mark) >= 0 ? of_infinitive(tree, lexicon, verb) : Outlook::future;
        case Tag::VBN:
            return told == Outlook::future || told == Outlook::present ? told : Outlook::past;
        case Tag::VBG:
            return told;
        default:
            return told == Outlook::unknown ? Outlook::present : told;
    }
}

}  // namespace

Outlook outlook_at(const Annotation& tree, const TimeLexicon& lexicon, int token) {
    // "said in May the pact might…": a verb right before the preposition governs, whatever the tree says.
    const bool preposed = token >= 2 && (tree.lower(token - 1) == "in" || tree.lower(token - 1) == "on") &&
                          tree.tag[token - 2] == Tag::VBD;
    int t = preposed ? token - 2 : token;
    bool over_noun = false;   // "gave a reason for the plan of January 14": the plan's day need not be past
    bool complement = false;  // "looked forward to meeting in May", not "planned in May"
    for (int step = 0; t >= 0 && step < 12; ++step, t = tree.head[t]) {
        if (t != token && (complement || tree.tag[t] != Tag::VBD) && looks_ahead(tree, lexicon, t))
            return Outlook::future;
        complement = tree.dep[t] == Dep::xcomp || tree.dep[t] == Dep::advcl;
        Outlook found = Outlook::unknown;
        if (tree.is_verb(t)) {
            found = of_verb(tree, lexicon, t, token);
        } else if (t != token && tree.tag[t] == Tag::MD && tree.lower(t) != "could" && tree.lower(t) != "might") {
            found = Outlook::future;  // "by January everybody will"
        } else {
            if (t != token && tree.child(t, Dep::cop) >= 0) found = by_auxiliaries(tree, t);
            const int quality = tree.child(t, Dep::amod);
            if (t != token && quality >= 0 && looks_ahead(tree, lexicon, quality)) return Outlook::future;
        }
        // The present looks ahead ("leaves on Tuesday") only for what hangs on the verb itself.
        if (found == Outlook::present && step > 1) return Outlook::unknown;
        if (found == Outlook::past && over_noun) return Outlook::unknown;
        if (found != Outlook::unknown) return found;
        const Dep dep = tree.dep[t];
        const int head = tree.head[t];
        const bool noun = head >= 0 && (tree.tag[head] == Tag::NN || tree.tag[head] == Tag::NNS) &&
                          lexicon.find(tree.lower(head)).kind != TimeWordKind::day_part;  // Thursday morning
        if (noun && (dep == Dep::nmod_poss || dep == Dep::compound) && t == token) {      // Wednesday's ruling
            const int quality = tree.child(head, Dep::amod);
            return quality >= 0 && looks_ahead(tree, lexicon, quality) ? Outlook::future : Outlook::unknown;
        }
        over_noun |= noun && dep == Dep::nmod;
    }
    return Outlook::unknown;
}

std::optional<Grain> grain_of(std::string_view code) {
    if (code == "D") return Grain::day;
    if (code == "WE") return Grain::weekend;
    if (code == "W") return Grain::week;
    if (code == "M") return Grain::month;
    if (code == "Q") return Grain::quarter;
    if (code == "Y") return Grain::year;
    if (code == "DE") return Grain::decade;
    if (code == "CE") return Grain::century;
    return {};
}

namespace {

/// The phrases of a table by their first words, which open expressions; units and parts of the day of one word are
/// words as well.
void add_phrases(const Table& table, std::unordered_map<std::string_view, TimeWord>& words, TimePhrases& phrases) {
    for (int row = 0; row < table.rows(); ++row) {
        TimePhrase phrase{split(table.at(row, "phrase"), ' '), table.at(row, "type"), table.at(row, "value")};
        if (phrase.words.empty()) continue;
        const TimeWordKind kind = kind_named(phrase.type);
        if (phrase.words.size() == 1 && (kind == TimeWordKind::unit || kind == TimeWordKind::day_part))
            words.emplace(phrase.words[0], TimeWord{kind, 0, phrase.value});
        else
            words.emplace(phrase.words[0], TimeWord{TimeWordKind::opener, 0, {}});
        phrases[phrase.words[0]].push_back(std::move(phrase));
    }
    for (auto& [first, list] : phrases)
        std::stable_sort(list.begin(), list.end(),
                         [](const TimePhrase& a, const TimePhrase& b) { return a.words.size() > b.words.size(); });
}

}  // namespace

std::shared_ptr<const TimeLexicon> build_times(const Knowledge& knowledge) {
    auto built = std::make_shared<TimeLexicon>();
    built->numbers = NumberWords::build(knowledge);
    const Table& words = knowledge.table("time_words");
    for (int row = 0; row < words.rows(); ++row)
        built->words.emplace(words.at(row, "word"), TimeWord{kind_named(words.at(row, "kind")),
                                                             number(words.at(row, "value")), words.at(row, "code")});
    add_phrases(knowledge.table("time_phrases"), built->words, built->phrases);
    add_phrases(knowledge.table("colloquial_times"), built->colloquial_words, built->colloquial_phrases);
    const Table& numbers = knowledge.table("number_words");
    for (int row = 0; row < numbers.rows(); ++row)
        built->words.emplace(numbers.at(row, "word"), TimeWord{TimeWordKind::opener, 0, {}});
    return built;
}

}  // namespace dragoman::mentions
