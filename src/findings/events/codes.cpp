#include "findings/events/codes.h"

#include <algorithm>

#include "findings/events/parts.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

namespace {

using Speech = CameoLexicon::Speech;

constexpr std::string_view offered = "033";  // what is offered is aid, where nothing else is said
constexpr int farthest_word = 48;            // tokens of the clause looked at on either side of the trigger

constexpr std::string_view endings[] = {
    "end",     "stop",     "halt",   "cease",  "lift",     "ease",    "abandon", "cancel",    "postpone",    "suspend",
    "rescind", "renounce", "relax",  "remove", "lifting",  "removal", "easing",  "cessation", "drop",        "forgo",
    "break",   "curtail",  "reduce", "cut",    "withdraw", "repeal",  "revoke",  "scrap",     "cancellation"};

bool is_ending(std::string_view lemma) {
    return std::find(std::begin(endings), std::end(endings), lemma) != std::end(endings);
}

bool is_friendly(std::string_view type) {
    return type == "CONSULT" || type == "SUPPORT" || type == "COOPERATE" || type == "AID" || type == "CONCEDE" ||
           type == "RETREAT";
}

bool is_hostile(std::string_view type) {
    return type == "PROTEST" || type == "MOBILIZE" || type == "SANCTION" || type == "COERCE" || type == "ASSAULT";
}

class Coder {
public:
    Coder(const EventReading& reading, const Trigger& trigger, const EntityIds& others)
        : reading_(reading), tree_(reading.tree), codes_(reading.lexicon.cameo), trigger_(trigger), others_(others) {
        const TokenRange clause = tree_.subtree(trigger.clause());
        const TokenRange sentence = reading.text.sentences[reading.text.sentence_of(trigger.token)].tokens;
        words_ = {std::max({clause.begin, sentence.begin, trigger.token - farthest_word}),
                  std::min({clause.end, sentence.end, trigger.token + farthest_word})};
    }

    std::string_view code_of(const Event& event) const {
        const int next = trigger_.token + 1;
        if (event.type == "AGREE") return about(Speech::agree, event.cameo, next);
        if (event.type == "REJECT") return about(Speech::reject, event.cameo, next);
        if (event.type == "THREATEN") return about(Speech::threaten, event.cameo, next);
        if (event.type == "REQUEST")
            return about(event.cameo.starts_with("02") ? Speech::appeal : Speech::demand, event.cameo, next);
        if (event.type == "ACCUSE") return finest(event.cameo, trigger_.token, without_subject());
        return as_told(detailed(event.cameo, trigger_.token), event);
    }

    /// "Chile must leave the island": the word that tells of the demand is the first that says what is demanded.
    std::string_view code_of_demand(const Event& event) const {
        return about(event.cameo.starts_with("02") ? Speech::appeal : Speech::demand, event.cameo, trigger_.token);
    }

private:
    /// An act to come is an intent or a threat, one that is refused a refusal; one that was tried is none of them.
    std::string_view as_told(std::string_view own, const Event& event) const {
        if (is_attempt()) return own == "186" ? "185" : own;
        std::string_view told;
        const bool ahead = event.status == EventStatus::planned || event.status == EventStatus::intended;
        if (ahead && is_friendly(event.type)) told = codes_.of_act(Speech::agree, own);
        if (ahead && is_hostile(event.type)) told = codes_.of_act(Speech::threaten, own);
        if (event.status == EventStatus::denied && is_friendly(event.type)) told = codes_.of_act(Speech::reject, own);
        return told.empty() ? own : detailed(told, trigger_.token);
    }

    /// "tried to storm", "an attempt to kill".
    bool is_attempt() const {
        const int over = tree_.head[trigger_.token];
        if (over < 0 || !is_infinitive(tree_, trigger_.token)) return false;
        const std::string_view lemma = tree_.lemma(over);
        return lemma == "try" || lemma == "attempt";
    }

    /// Who accuses says nothing of what: "the rights group accused the firm of theft".
    TokenRange without_subject() const {
        const int subject = tree_.child(trigger_.clause(), Dep::nsubj);
        if (subject < 0 || subject > trigger_.token) return words_;
        return {std::max(words_.begin, tree_.subtree(subject).end), words_.end};
    }

    /// Does what follows decide the code? A deadline is one whatever it is for.
    static bool is_open(Speech speech, std::string_view own) {
        if (speech == Speech::threaten) return own == "130" || own == "138";
        return own.size() == 3 && (own.back() == '0' || own == offered);
    }

    /// What is agreed to, asked for, refused or threatened: the first word from `from` on that says.
    std::string_view about(Speech speech, std::string_view own, int from) const {
        if (!is_open(speech, own)) return own;
        int ending = -1;  // the word of an end, as long as what is to end may follow
        for (int t = from; t < words_.end; ++t) {
            if (trigger_.carrier == t || reading_.mentions.time_of_token[t] >= 0 || is_request(t) || is_addressee(t))
                continue;
            if (is_beside(t)) {
                t = tree_.subtree(t).end - 1;
                continue;
            }
            if (is_mere_part(speech, t, ending >= 0)) continue;
            if (ending >= 0 && t >= tree_.subtree(ending).end && !said_by(speech, ending, false).empty()) break;
            if (is_ending(tree_.lemma(t))) {
                if (ending < 0) ending = t;
            } else if (const auto code = said_by(speech, t, ending >= 0); !code.empty()) {
                return narrowed(speech, code, t);
            }
        }
        const std::string_view ended = ending < 0 ? std::string_view() : said_by(speech, ending, false);
        return ended.empty() ? with_details(own) : narrowed(speech, ended, ending);
    }

    /// "rejected the calls for": what is refused has been asked for, what for stands behind.
    bool is_request(int t) const {
        if (object_of(tree_, trigger_.token) != t) return false;
        const EventLexicon::Frames* frames = reading_.lexicon.frames_of(tree_, t);
        return frames && std::any_of(frames->begin(), frames->end(),
                                     [](const EventFrame& frame) { return frame.type == "REQUEST"; });
    }

    /// "called on the human rights minister to resign": what the words for the other side say is no matter.
    bool is_addressee(int t) const {
        for (int step = 0; step < 3 && t >= 0; ++step) {
            const EntityIds& named = reading_.mentions.of_head(t);
            if (std::any_of(named.begin(), named.end(), [&](EntityId id) {
                    return std::find(others_.begin(), others_.end(), id) != others_.end();
                }))
                return true;
            if (tree_.head[t] < t || (tree_.dep[t] != Dep::compound && tree_.dep[t] != Dep::amod)) break;
            t = tree_.head[t];
        }
        return false;
    }

    /// Where or when it was said: "demanded at the talks that".
    bool is_beside(int t) const {
        if (tree_.dep[t] != Dep::obl || (tree_.head[t] != trigger_.token && tree_.head[t] != trigger_.clause()))
            return false;
        const std::string_view marker = marker_of(tree_, t);
        return marker == "at" || marker == "during" || marker == "after" || marker == "before" || marker == "amid";
    }

    /// "economic aid", "trade sanctions": the noun says what it is about, if it says anything.
    bool is_mere_part(Speech speech, int t, bool ends) const {
        const int whole = tree_.head[t];
        return whole > t && tree_.is_noun(whole) && (tree_.dep[t] == Dep::compound || tree_.dep[t] == Dep::amod) &&
               !said_by(speech, whole, ends).empty();
    }

    /// "grant the south more rights": what stands below a word that only says that something is conceded, supported or
    /// done together.
    std::string_view narrowed(Speech speech, std::string_view code, int token) const {
        const std::string_view detailed = with_details(code);
        if (code.size() > 3 || detailed != code) return detailed;
        const bool supports = code.back() == '2', yields = code.back() == '5' && code != "125";
        const TokenRange below = tree_.subtree(token);
        for (int t = std::max(below.begin, trigger_.token + 1); t < std::min(below.end, words_.end); ++t) {
            const int way = t == token ? -1 : way_to(t, token);
            if (way < 0) continue;
            const std::string_view finer = said_by(speech, t, false);
            const bool open = speech != Speech::threaten && (yields || (supports && way <= 2));
            if (finer.size() == 4 && (open || finer.starts_with(code) || (code.back() == '7' && finer[2] == '1')))
                return finer;
        }
        return code;
    }

    /// Steps from a word up to another of the same clause; -1 if a clause of its own lies between.
    int way_to(int t, int token) const {
        constexpr int longest = 8;
        for (int step = 0; step < longest && t >= 0; ++step, t = tree_.head[t]) {
            if (t == token) return step;
            if (tree_.dep[t] == Dep::acl_relcl || tree_.dep[t] == Dep::advcl) break;
        }
        return -1;
    }

    std::string_view with_details(std::string_view code) const {
        return finest(code, trigger_.token, {std::max(words_.begin, trigger_.token + 1), words_.end});
    }

    std::string_view said_by(Speech speech, int t, bool ends) const {
        const bool before_noun = tree_.head[t] > t && (tree_.dep[t] == Dep::compound || tree_.dep[t] == Dep::amod);
        if (!ends && (tree_.is_noun(t) || tree_.lemma(t) != "right"))  // "right-wing" is about no right
            if (const std::string_view code = codes_.of_word(speech, tree_.lemma(t)); !code.empty()) return code;
        if (ends && !before_noun)  // "military aid": the aid is ended
            if (const std::string_view ended = codes_.end_of_word(tree_.lemma(t)); !ended.empty())
                return codes_.of_act(speech, ended);
        const EventLexicon::Frames* frames = reading_.lexicon.frames_of(tree_, t);
        if (!frames) return {};
        const Trigger inner = trigger_at(reading_, t);
        for (const EventFrame& frame : *frames) {
            if (!has_companions(reading_, inner, frame) || !meets_word_needs(reading_, inner, frame)) continue;
            const std::string_view code = said_of(speech, detailed(frame.cameo, t), ends);
            if (!code.empty()) return code;
        }
        return {};
    }

    /// The code of saying so about an act, or about its end: "threatened to stop the talks".
    std::string_view said_of(Speech speech, std::string_view act, bool ends) const {
        if (!ends) return codes_.of_act(speech, act);
        if (speech == Speech::threaten) return codes_.end_of(speech, act);
        const std::string_view ended = codes_.end_of(Speech::agree, act);
        return ended.empty() ? std::string_view() : codes_.of_act(speech, ended);
    }

    /// The finer code that words of the act's clause give; of an act within another, only its own words.
    std::string_view detailed(std::string_view code, int token) const {
        return finest(code, token, token == trigger_.token ? words_ : tree_.subtree(token));
    }

    std::string_view finest(std::string_view code, int token, TokenRange range) const {
        range = {std::max(range.begin, words_.begin), std::min(range.end, words_.end)};
        for (int step = 0; step < 2; ++step) {
            const std::string_view finer = finer_code(code, token, range);
            if (finer.empty()) break;
            code = finer;
        }
        return code;
    }

    std::string_view finer_code(std::string_view code, int token, TokenRange range) const {
        const auto* details = codes_.details_of(code);
        if (!details) return {};
        for (const CameoLexicon::Detail& detail : *details)
            for (int t = range.begin; t < range.end; ++t)
                if (t != token && std::any_of(detail.words.begin(), detail.words.end(), [&](const auto& word) {
                        return (tree_.lemma(t) == word.first || tree_.lower(t) == word.first) &&
                               (word.then.empty() || (t + 1 < range.end && tree_.lemma(t + 1) == word.then));
                    }))
                    return detail.code;
        return {};
    }

    const EventReading& reading_;
    const Annotation& tree_;
    const CameoLexicon& codes_;
    const Trigger& trigger_;
    const EntityIds& others_;  ///< whom it is said to
    TokenRange words_;
};

}  // namespace

CameoLexicon CameoLexicon::build(const Knowledge& knowledge) {
    CameoLexicon lexicon;
    const Table& matters = knowledge.table("cameo_matters");
    for (int row = 0; row < matters.rows(); ++row) {
        const std::string_view sort = matters.at(row, "class");
        auto& index = sort == "act" ? lexicon.acts_ : sort == "end" ? lexicon.ends_ : lexicon.words_;
        Row& codes = index[matters.at(row, "key")];
        for (std::string_view column : {"agree", "appeal", "demand", "reject", "threaten"})
            codes.push_back(matters.at(row, column) == "-" ? std::string_view() : matters.at(row, column));
    }
    const Table& details = knowledge.table("cameo_details");
    for (int row = 0; row < details.rows(); ++row) {
        CameoLexicon::Detail detail{{}, details.at(row, "detail")};
        for (std::string_view words : split(details.at(row, "words"), '|')) {
            const auto space = words.find(' ');
            detail.words.push_back({words.substr(0, space), space == words.npos ? "" : words.substr(space + 1)});
        }
        lexicon.details_[details.at(row, "code")].push_back(std::move(detail));
    }
    return lexicon;
}

std::string_view CameoLexicon::longest(const std::unordered_map<std::string_view, Row>& index, std::string_view code,
                                       Speech speech) {
    for (; code.size() >= 2; code.remove_suffix(1))
        if (const auto found = index.find(code); found != index.end())
            return found->second[static_cast<std::size_t>(speech)];
    return {};
}

std::string_view CameoLexicon::of_act(Speech speech, std::string_view code) const {
    return longest(acts_, code, speech);
}

std::string_view CameoLexicon::end_of(Speech speech, std::string_view code) const {
    return longest(ends_, code, speech);
}

std::string_view CameoLexicon::end_of_word(std::string_view lemma) const {
    const auto found = ends_.find(lemma);
    return found == ends_.end() ? std::string_view() : found->second[static_cast<std::size_t>(Speech::agree)];
}

std::string_view CameoLexicon::of_word(Speech speech, std::string_view lemma) const {
    const auto found = words_.find(lemma);
    return found == words_.end() ? std::string_view() : found->second[static_cast<std::size_t>(speech)];
}

const std::vector<CameoLexicon::Detail>* CameoLexicon::details_of(std::string_view code) const {
    const auto found = details_.find(code);
    return found == details_.end() ? nullptr : &found->second;
}

void code_demand(const EventReading& reading, int verb, Event& event) {
    event.cameo = std::string(Coder(reading, {verb}, event.recipients).code_of_demand(event));
}

void refine_code(const EventReading& reading, const Trigger& trigger, Event& event) {
    event.cameo = std::string(Coder(reading, trigger, event.recipients).code_of(event));
}

}  // namespace dragoman::findings
