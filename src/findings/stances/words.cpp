// knowledge/stance_words.tsv → what the stance finder looks words up in.
#include "findings/stances/parts.h"

namespace dragoman::findings {

std::shared_ptr<const StanceLexicon> build_stances(const Knowledge& knowledge) {
    auto lexicon = std::make_shared<StanceLexicon>();
    const Table& table = knowledge.table("stance_words");
    for (int row = 0; row < table.rows(); ++row) {
        const std::string_view word = table.at(row, "word"), sort = table.at(row, "class");
        const bool against = table.at(row, "stance") == "against";
        if (const auto space = word.find(' '); space != std::string_view::npos)
            lexicon->phrases[word.substr(0, space)].push_back(
                {word.substr(space + 1), {against, table.at(row, "target")}});
        else if (sort == "verb")
            lexicon->verbs[word].push_back({against, table.at(row, "target")});
        if (sort == "verb" && word.ends_with('e'))  // lemmas of unknown participles come cut too short: "prais"
            lexicon->verbs[word.substr(0, word.size() - 1)].push_back({against, table.at(row, "target")});
        if (sort == "adjective") lexicon->adjectives[word].push_back({against, table.at(row, "target")});
        if (sort == "willing") lexicon->willing[word].push_back({true, table.at(row, "target")});
        if (sort == "noun") lexicon->nouns[word].push_back({against, table.at(row, "target")});
        if (sort == "view") lexicon->views[word] = against;
        if (sort == "duty") lexicon->duties[word] = {against, table.at(row, "target")};
        if (sort == "fall") lexicon->falls[word] = against;
        if (sort == "calling") lexicon->callings[word] = table.at(row, "target");
        if (sort == "role") lexicon->roles[word] = against;
        if (sort == "name") lexicon->names[word] = against;
    }
    return lexicon;
}

}  // namespace dragoman::findings
