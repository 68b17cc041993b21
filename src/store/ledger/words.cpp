#include <algorithm>
#include <array>

#include "annotation/tagset.h"
#include "store/ledger/reading.h"

namespace dragoman::store {
namespace {

struct Word {
    std::string lower;
    bool name = false;  ///< a capital not at the start of a sentence
};

std::vector<Word> words_of(std::string_view text) {
    const auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    };
    std::vector<Word> words;
    bool start = true;
    for (std::size_t i = 0; i < text.size();) {
        if (!letter(text[i])) {
            start |= text[i] == '.' || text[i] == '!' || text[i] == '?' || text[i] == '\n';
            ++i;
            continue;
        }
        const std::size_t begin = i;
        while (i < text.size() && (letter(text[i]) || text[i] == '-')) ++i;
        std::string_view word = text.substr(begin, i - begin);
        for (std::string_view mark : {std::string_view("’s"), std::string_view("’"), std::string_view("”")})
            if (word.ends_with(mark)) word.remove_suffix(mark.size());
        while (word.starts_with("“") || word.starts_with("‘")) word.remove_prefix(3);
        if (word.empty()) continue;
        Word one{std::string(word), word[0] >= 'A' && word[0] <= 'Z' && !start};
        std::transform(one.lower.begin(), one.lower.end(), one.lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        words.push_back(std::move(one));
        start = false;
    }
    return words;
}

void sort_once(Strings& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

DeedWords::DeedWords(const Knowledge& knowledge) : lemmas_(knowledge.table("lemmas")) {
    const Table& table = knowledge.table("deeds");
    for (int row = 0; row < table.rows(); ++row)
        words_[table.at(row, "word")].emplace_back(table.at(row, "class"), table.at(row, "group"));
}

bool DeedWords::is(std::string_view word, std::string_view sort) const {
    const auto found = words_.find(word);
    return found != words_.end() && std::any_of(found->second.begin(), found->second.end(),
                                                [&](const auto& entry) { return entry.first == sort; });
}

std::string_view DeedWords::group(const std::string& lemma) const {
    const auto found = words_.find(lemma);
    if (found != words_.end())
        for (const auto& [sort, name] : found->second)
            if (sort == "act") return name;
    return {};
}

std::string DeedWords::lemma(std::string_view lower, Tag tag) const {
    std::string out;
    lemmas_.append(lower, lower, tag, out);
    return out;
}

std::string DeedWords::noun(std::string_view lower) const {
    const bool plural = lower.size() > 3 && lower.ends_with('s') && !lower.ends_with("ss");
    return lemma(lower, plural ? Tag::NNS : Tag::NN);
}

DeedWords::Encounter DeedWords::encounter(std::string_view action, bool plain) const {
    const auto words = words_of(action);
    const auto begins = [&](std::size_t i) {
        const std::string verb = lemma(words[i].lower, words[i].lower.ends_with("ing") ? Tag::VBG : Tag::VB);
        return (i == 0 || words[i - 1].lower == "to") && is(verb, "meeting");
    };
    bool found = !plain;
    for (std::size_t i = 0; i < words.size() && i < 12; ++i) found |= begins(i);
    if (!found) return Encounter::none;
    for (const Word& word : words) {
        for (const std::string& form :
             {noun(word.lower), lemma(word.lower, word.lower.ends_with("ing") ? Tag::VBG : Tag::VB)}) {
            if (is(form, "travel")) return Encounter::visit;
            if (is(form, "encounter")) return Encounter::meeting;
        }
        if (&word - words.data() > 12) break;
    }
    return Encounter::none;
}

bool DeedWords::is_often(std::string_view action) const {
    const auto words = words_of(action);
    return std::any_of(words.begin(), words.end(), [&](const Word& word) { return is(word.lower, "often"); });
}

bool DeedWords::calls_off(std::string_view text) const {
    const std::size_t sentence = text.find_last_of(".!?\n");
    const auto words = words_of(sentence == std::string_view::npos ? text : text.substr(sentence + 1));
    return std::any_of(words.begin(), words.end(), [&](const Word& word) {
        return is(noun(word.lower), "undone") || is(lemma(word.lower, Tag::VBD), "undone");
    });
}

DeedWords::About DeedWords::about(std::string_view text) const {
    About about;
    for (const Word& word : words_of(text)) {
        const std::string noun = this->noun(word.lower);
        const bool number = word.lower[0] >= '0' && word.lower[0] <= '9';
        if (number || word.lower.size() < 3 || is(word.lower, "generic") || is(noun, "generic")) continue;
        if (is(word.lower, "ahead") || is(word.lower, "not") || is(word.lower, "undone")) continue;
        if (!group(lemma(word.lower, Tag::VBD)).empty() || !group(noun).empty()) continue;
        about.things.push_back(noun);
        if (word.name) about.named.push_back(noun);
    }
    sort_once(about.things);
    sort_once(about.named);
    return about;
}

std::string DeedWords::act_of(std::string_view action) const {
    const auto words = words_of(action);
    std::string act;
    for (std::size_t i = 0; i < words.size() && i < 12; ++i) {
        const std::string base = lemma(words[i].lower, words[i].lower.ends_with("ing") ? Tag::VBG : Tag::VB);
        const bool place = i == 0 || words[i - 1].lower == "to";
        if (!place) continue;
        if (const std::string_view of = group(base); !of.empty()) return std::string(of);
        if (act.empty() && (i == 0 || words[i - 1].lower == "to") && !is(base, "generic")) act = base;
    }
    return act;
}

/// An act counts as told where its verb stands in a past form and nothing before it puts it ahead; "will not" and
/// "cancelled" beside an act or a meeting tell it as not done.
std::vector<DeedWords::Told> DeedWords::told(std::string_view sentence) const {
    const auto words = words_of(sentence);
    std::vector<Told> acts;
    const auto near = [&](std::size_t at, std::string_view sort, std::size_t reach) {
        for (std::size_t i = at - std::min(at, reach); i < at; ++i)
            if (is(words[i].lower, sort)) return true;
        return false;
    };
    constexpr std::array<std::string_view, 10> irregular{"built", "held",   "sent", "paid", "left",
                                                         "sold",  "bought", "cut",  "set",  "met"};
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::string past = lemma(words[i].lower, Tag::VBD);
        if (past == words[i].lower) past = lemma(words[i].lower, Tag::VBN);  // "withdrawn"
        const bool form =
            past != words[i].lower || std::find(irregular.begin(), irregular.end(), words[i].lower) != irregular.end();
        if (!form) continue;
        if (is(past, "undone") && !near(i, "ahead", 4) && !near(i, "not", 4)) {
            for (std::size_t k = i - std::min<std::size_t>(i, 8); k < std::min(words.size(), i + 8); ++k) {
                const std::string what = noun(words[k].lower);
                if (k == i) continue;
                if (is(what, "encounter") || is(what, "travel"))
                    acts.push_back({"meet", false});
                else if (const std::string_view of = group(what); !of.empty())
                    acts.push_back({std::string(of), false});
            }
            continue;
        }
        const std::string_view of = group(past);
        if (of.empty() || near(i, "ahead", 4)) continue;
        const bool denied = near(i, "not", 3);
        if (denied && of == "meet") continue;  // "did not discuss": a meeting is not called off by it
        acts.push_back({std::string(of), !denied});
    }
    return acts;
}

}  // namespace dragoman::store
