#include <algorithm>
#include <array>

#include "annotation/tagset.h"
#include "store/ledger/reading.h"

namespace dragoman::store {
namespace {

void sort_once(Strings& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

struct DeedWords::Word {
    std::string lower;
    bool name = false;      ///< a capital not at the start of a sentence
    std::size_t begin = 0;  ///< byte of the text
};

std::vector<DeedWords::Word> DeedWords::words_of(std::string_view text) {
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
        Word one{std::string(word), word[0] >= 'A' && word[0] <= 'Z' && !start, begin};
        std::transform(one.lower.begin(), one.lower.end(), one.lower.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        words.push_back(std::move(one));
        start = false;
    }
    return words;
}

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
        const bool refusal = is(past, "refuses") && i + 1 < words.size() && words[i + 1].lower == "to";  // refused()
        if (is(past, "undone") && !refusal && !near(i, "ahead", 4) && !near(i, "not", 4)) {
            for (std::size_t k = i - std::min<std::size_t>(i, 8); k < std::min(words.size(), i + 8); ++k) {
                const std::string what = noun(words[k].lower);
                if (k == i) continue;
                if (is(what, "encounter") || is(what, "travel"))
                    acts.push_back({"meet", "called off"});
                else if (const std::string_view of = group(what); !of.empty())
                    acts.push_back({std::string(of), "called off"});
            }
            continue;
        }
        const std::string_view of = group(past);
        if (of.empty() || near(i, "ahead", 4)) continue;
        const bool denied = near(i, "not", 3);
        if (denied && of == "meet") continue;  // "did not discuss": a meeting is not called off by it
        std::size_t before = i;
        while (before > 0 && is(words[before - 1].lower, "helps")) --before;
        acts.push_back({std::string(of), denied ? "not done" : "done", before > 0 ? words[before - 1].lower : ""});
    }
    return acts;
}

bool DeedWords::is_abstention(std::string_view action) const {
    const auto words = words_of(action);
    return !words.empty() &&
           (is(words[0].lower, "not") || (words[0].lower == "to" && words.size() > 1 && is(words[1].lower, "not")));
}

Strings DeedWords::contraries_of(std::string_view act) const {
    Strings contraries;
    if (const auto found = words_.find(act); found != words_.end())
        for (const auto& [sort, of] : found->second)
            if (sort == "contrary") contraries.emplace_back(of);
    return contraries;
}

std::string DeedWords::base_of(const Word& word) const {
    return lemma(word.lower, word.lower.ends_with("ing") ? Tag::VBG : Tag::VB);
}

/// Where the words begin that say of the verb at `verb` that it will not be done: "will not | sign", "refused to |",
/// "decided not to |", "is not going to |", "has no plans to |", "ruled out | signing".
std::optional<std::size_t> DeedWords::refusal_before(const std::vector<Word>& words, std::size_t verb) const {
    const auto word = [&](std::size_t back) -> std::string_view {
        return back <= verb ? words[verb - back].lower : std::string_view();
    };
    const auto past = [&](std::size_t back) { return back <= verb ? lemma(word(back), Tag::VBD) : std::string(); };
    const auto future = [](std::string_view w) { return w == "will" || w == "shall" || w == "would"; };
    const std::size_t at = word(1) == "be" ? 2 : 1;  // "will not be signed"
    if (is(word(at), "not") && future(word(at + 1))) return verb - at - 1;
    if (word(at) == "won’t" || (word(at) == "t" && word(at + 1) == "won")) return verb - at - (word(at) == "t");
    if (word(1) == "out" && past(2) == "rule") return verb - 2;
    if (word(1) != "to" && word(1) != "of") return std::nullopt;
    if (is(past(2), "refuses")) return verb - 2;
    if (is(word(2), "not") && is(past(3), "resolves")) return verb - 3;
    if (word(2) == "going" && is(word(3), "not") && verb >= 4) return verb - 4;
    if (is(noun(word(2)), "purpose") && word(3) == "no" && verb >= 4) return verb - 4;
    return std::nullopt;
}

/// Where "never promised", "did not agree", "denied having promised" begins, of the verb of promising at `pledge`.
std::optional<std::size_t> DeedWords::pledge_denied(const std::vector<Word>& words, std::size_t pledge) const {
    if (!is(lemma(words[pledge].lower, Tag::VBD), "pledge")) return std::nullopt;
    std::size_t begin = pledge;
    bool denied = false;
    const auto helps = [&](const std::string& w) {
        return w == "did" || w == "has" || w == "have" || w == "had" || w == "having";
    };
    while (begin > 0 && (is(words[begin - 1].lower, "not") || helps(words[begin - 1].lower)))
        denied |= is(words[--begin].lower, "not");
    return denied ? std::optional(begin) : std::nullopt;
}

/// The verb of what is promised: behind "to", "would" or "will".
std::optional<std::size_t> DeedWords::verb_after(const std::vector<Word>& words, std::size_t at) const {
    for (std::size_t i = at + 2; i < words.size() && i < at + 7; ++i)
        if (const std::string& before = words[i - 1].lower; before == "to" || before == "would" || before == "will")
            return i;
    return std::nullopt;
}

DeedWords::Subject DeedWords::subject_of(std::string_view word) const {
    if (word == "we" || word == "i") return Subject::speaker;
    return is(word, "generic") ? Subject::pronoun : Subject::named;
}

std::vector<DeedWords::Refused> DeedWords::refused(std::string_view sentence) const {
    const auto words = words_of(sentence);
    std::vector<Refused> all;
    if (sentence.ends_with('?') ||
        std::any_of(words.begin(), words.end(), [&](const Word& w) { return is(w.lower, "condition"); }))
        return all;
    const auto add = [&](std::string_view says, std::optional<std::size_t> begin, std::optional<std::size_t> verb) {
        while (begin && *begin > 0 && is(words[*begin - 1].lower, "helps")) --*begin;
        if (!begin || *begin == 0 || !verb) return;
        Refused one{
            {}, says, words[*begin - 1].lower, words[*begin].lower == "would", sentence.substr(words[*verb].begin)};
        one.clause = one.clause.substr(0, one.clause.find_first_of(",;:\""));
        one.clause = one.clause.substr(0, one.clause.find("—"));
        const std::string base =
            words[*verb - 1].lower == "be" ? lemma(words[*verb].lower, Tag::VBN) : base_of(words[*verb]);
        one.act = group(base);
        if (is(base, "travel")) one.act = "meet";
        if (one.act.empty() && !is(base, "generic")) one.act = base;
        if (!one.act.empty()) all.push_back(std::move(one));
    };
    for (std::size_t i = 1; i < words.size(); ++i) {
        add("will not", refusal_before(words, i), i);
        add("never promised", pledge_denied(words, i), verb_after(words, i));
    }
    return all;
}

}  // namespace dragoman::store
