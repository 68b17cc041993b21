#include "findings/events/codes.h"

#include <algorithm>

#include "findings/events/parts.h"

namespace dragoman::findings {

namespace {

using Speech = CameoLexicon::Speech;

constexpr int farthest_word = 48;  // tokens of the clause looked at on either side of the trigger

bool is_ending(std::string_view lemma) {
    return lemma == "end" || lemma == "stop" || lemma == "halt" || lemma == "cease" || lemma == "lift" ||
           lemma == "ease" || lemma == "cessation" || lemma == "remove" || lemma == "lifting";
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
    Coder(const EventReading& reading, const Trigger& trigger)
        : reading_(reading), tree_(reading.tree), codes_(reading.lexicon.cameo), trigger_(trigger) {
        const TokenRange clause = tree_.subtree(trigger.clause());
        const TokenRange sentence = reading.text.sentences[reading.text.sentence_of(trigger.token)].tokens;
        words_ = {std::max({clause.begin, sentence.begin, trigger.token - farthest_word}),
                  std::min({clause.end, sentence.end, trigger.token + farthest_word})};
    }

    std::string_view code_of(const Event& event) const {
        if (event.type == "AGREE") return about(Speech::agree, event.cameo);
        if (event.type == "REJECT") return about(Speech::reject, event.cameo);
        if (event.type == "THREATEN") return about(Speech::threaten, event.cameo);
        if (event.type == "REQUEST")
            return about(event.cameo.starts_with("02") ? Speech::appeal : Speech::demand, event.cameo);
        const std::string_view own = detailed(event.cameo, trigger_.token);
        return as_told(own, event);
    }

private:
    /// An act to come is an intent or a threat, one that is refused a refusal.
    std::string_view as_told(std::string_view own, const Event& event) const {
        std::string_view told;
        const bool ahead = event.status == EventStatus::planned || event.status == EventStatus::intended;
        if (ahead && is_friendly(event.type)) told = codes_.of_act(Speech::agree, own);
        if (ahead && is_hostile(event.type)) told = codes_.of_act(Speech::threaten, own);
        if (event.status == EventStatus::denied && is_friendly(event.type)) told = codes_.of_act(Speech::reject, own);
        return told.empty() ? own : told;
    }

    /// What is agreed to, asked for, refused or threatened: the first word behind the trigger that says.
    std::string_view about(Speech speech, std::string_view own) const {
        if (own.size() > 3 || (own.back() != '0' && speech != Speech::threaten)) return own;
        bool ends = false;
        std::string_view ending;  // what "end" alone says, when nothing that is to end follows
        for (int t = trigger_.token + 1; t < words_.end; ++t) {
            if (trigger_.carrier == t || reading_.mentions.time_of_token[t] >= 0) continue;
            const std::string_view code = said_by(speech, t, ends);
            if (is_ending(tree_.lemma(t))) {
                ends = true;
                if (ending.empty()) ending = code;
            } else if (!code.empty()) {
                return code;
            }
        }
        return ending.empty() ? own : ending;
    }

    std::string_view said_by(Speech speech, int t, bool ends) const {
        if (!ends)
            if (const std::string_view code = codes_.of_word(speech, tree_.lemma(t)); !code.empty()) return code;
        const EventLexicon::Frames* frames = reading_.lexicon.frames_of(tree_, t);
        if (!frames) return {};
        const Trigger inner = trigger_at(reading_, t);
        for (const EventFrame& frame : *frames) {
            if (!has_companions(reading_, inner, frame)) continue;
            std::string_view act = detailed(frame.cameo, t);
            if (const std::string_view ended = ends ? codes_.end_of(act) : std::string_view(); !ended.empty())
                act = ended;
            if (const std::string_view code = codes_.of_act(speech, act); !code.empty()) return code;
        }
        return {};
    }

    /// The finer code that words of the act's clause give; of an act within another, only its own words.
    std::string_view detailed(std::string_view code, int token) const {
        TokenRange range = token == trigger_.token ? words_ : tree_.subtree(token);
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
                if (t != token &&
                    std::find(detail.words.begin(), detail.words.end(), tree_.lemma(t)) != detail.words.end())
                    return detail.code;
        return {};
    }

    const EventReading& reading_;
    const Annotation& tree_;
    const CameoLexicon& codes_;
    const Trigger& trigger_;
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
    for (int row = 0; row < details.rows(); ++row)
        lexicon.details_[details.at(row, "code")].push_back(
            {split(details.at(row, "words"), '|'), details.at(row, "detail")});
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

std::string_view CameoLexicon::end_of(std::string_view code) const { return longest(ends_, code, Speech::agree); }

std::string_view CameoLexicon::of_word(Speech speech, std::string_view lemma) const {
    const auto found = words_.find(lemma);
    return found == words_.end() ? std::string_view() : found->second[static_cast<std::size_t>(speech)];
}

const std::vector<CameoLexicon::Detail>* CameoLexicon::details_of(std::string_view code) const {
    const auto found = details_.find(code);
    return found == details_.end() ? nullptr : &found->second;
}

void refine_code(const EventReading& reading, const Trigger& trigger, Event& event) {
    event.cameo = std::string(Coder(reading, trigger).code_of(event));
}

}  // namespace dragoman::findings
