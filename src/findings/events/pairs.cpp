#include "findings/events/pairs.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "findings/events/acts.h"
#include "findings/events/parts.h"
#include "findings/tellings/tellings.h"
#include "findings/features/sink.h"
#include "findings/lexicon.h"

namespace dragoman::findings {

namespace {

constexpr int longest_way = 24;       // steps up the tree from either side
constexpr int widest_sentence = 160;  // tokens looked at

std::string_view sort_of(EntityType type) {
    constexpr std::string_view names[] = {"person", "country", "organization", "people", "place", "other"};
    return names[static_cast<int>(type)];
}

constexpr double hardly = 0.01;  // less likely than this tells of nothing

class Features {
public:
    Features(const Document& document, const EventLexicon& lexicon, const Findings& found, MarkedPair pair)
        : tree_(document.annotation),
          mentions_(document.mentions),
          text_(document.text),
          found_(found),
          reading_(document, lexicon, found),
          source_(pair.source),
          target_(pair.target) {
        const int at = source_.empty() ? (target_.empty() ? 0 : target_.begin) : source_.begin;
        if (text_.sentences.empty()) return;
        sentence_ = text_.sentences[text_.sentence_of(at)].tokens;
        // A mark that the splitter has put into another sentence: read from the first to the last.
        if (!target_.empty() && !sentence_.contains(target_.begin)) {
            const TokenRange other = text_.sentences[text_.sentence_of(target_.begin)].tokens;
            sentence_ = {std::min(sentence_.begin, other.begin), std::max(sentence_.end, other.end)};
        }
        sentence_.end = std::min(sentence_.end, sentence_.begin + widest_sentence);
    }

    std::vector<std::string> read() {
        add({"bias"});
        s_ = head_of(source_);
        t_ = head_of(target_);
        read_way();
        read_words();
        read_frames();
        read_events();
        read_tellings();
        read_side("s", source_, s_);
        read_side("t", target_, t_);
        std::sort(features_.begin(), features_.end());
        features_.erase(std::unique(features_.begin(), features_.end()), features_.end());
        return std::move(features_);
    }

private:
    void add(std::initializer_list<std::string_view> parts) {
        std::string feature;
        for (std::string_view part : parts) {
            if (!feature.empty()) feature += ' ';
            feature += part;
        }
        features_.push_back(std::move(feature));
    }

    /// The token of a phrase whose governor stands outside it.
    int head_of(TokenRange range) const {
        for (int t = range.begin; t < range.end; ++t)
            if (!range.contains(tree_.head[t]) && tree_.dep[t] != Dep::punct && tree_.dep[t] != Dep::case_) return t;
        return range.empty() ? -1 : range.end - 1;
    }

    bool is_marked(int t) const { return source_.contains(t) || target_.contains(t); }

    std::string dep_name(int t) const { return std::string(dragoman::name_of(tree_.dep[t])); }

    std::vector<int> ancestors(int t) const {
        std::vector<int> all;
        for (int step = 0; t >= 0 && step < longest_way; ++step, t = tree_.head[t]) all.push_back(t);
        return all;
    }

    /// Words from the source up to where the ways meet and down to the target.
    void read_way() {
        if (s_ < 0 || t_ < 0) return;
        const std::vector<int> up = ancestors(s_), down = ancestors(t_);
        std::size_t i = 0, j = down.size();
        for (; i < up.size(); ++i)
            if (const auto met = std::find(down.begin(), down.end(), up[i]); met != down.end()) {
                j = static_cast<std::size_t>(met - down.begin());
                break;
            }
        if (i == up.size()) {
            add({"apart"});
            for (int t : up) way_.push_back(t);
            for (int t : down) way_.push_back(t);
        } else {
            for (std::size_t k = 0; k <= i; ++k) way_.push_back(up[k]);
            for (std::size_t k = j; k-- > 0;) way_.push_back(down[k]);
            meet_ = up[i];
            std::string shape;
            for (std::size_t k = 0; k < i; ++k) shape += dep_name(up[k]) + "<";
            for (std::size_t k = j; k-- > 0;) shape += ">" + dep_name(down[k]);
            add({"shape", shape});
            read_meeting(up[i], i ? up[i - 1] : -1, j ? down[j - 1] : -1, shape);
        }
        for (int t : way_)
            if (!is_marked(t)) read_on_way(t);
    }

    void read_meeting(int meet, int from, int to, const std::string& shape) {
        const std::string_view lemma = tree_.lemma(meet);
        add({"meet", lemma});
        add({"meet shape", lemma, shape});
        if (from >= 0 && to >= 0) add({"meet deps", lemma, dep_name(from), dep_name(to)});
        if (to >= 0) add({"meet case", lemma, marker_of(tree_, to)});
        if (const int up = tree_.head[meet]; up >= 0) {
            add({"over", tree_.lemma(up)});
            add({"over meet", tree_.lemma(up), lemma});
        }
        add({"mood at meet", mood_of(meet)});
        add({"mood meet", mood_of(meet), lemma});
        if (is_negated(tree_, meet)) add({"negated"}), add({"negated meet", lemma});
        if (const std::string_view modal = modal_of(tree_, meet); !modal.empty())
            add({"modal", modal}), add({"modal meet", modal, lemma});
        if (is_passive(tree_, meet)) add({"passive"}), add({"passive meet", lemma});
        add({"tag", dragoman::name_of(tree_.tag[meet])});
        for (int c = tree_.first_child[meet]; c >= 0; c = tree_.next_sibling[c])
            if (!is_marked(c) && tree_.dep[c] != Dep::punct) {
                add({"under meet", dep_name(c), tree_.lemma(c)});
                add({"meet and under", lemma, tree_.lemma(c)});
            }
    }

    void read_on_way(int t) {
        const std::string_view lemma = tree_.lemma(t);
        add({"way", lemma});
        if (tree_.is_verb(t)) {
            add({"way verb", lemma});
            if (const int object = object_of(tree_, t); object >= 0 && !is_marked(object))
                add({"object", lemma, tree_.lemma(object)}), add({"object of way", tree_.lemma(object)});
            if (const int below = complement_of(tree_, t); below >= 0)
                add({"complement", lemma, tree_.lemma(below)}), add({"complement of way", tree_.lemma(below)});
            if (const int particle = tree_.child(t, Dep::compound_prt); particle >= 0)
                add({"particle", lemma, tree_.lower(particle)});
        }
        for (int c = tree_.first_child[t]; c >= 0; c = tree_.next_sibling[c]) {
            if (is_marked(c) || tree_.dep[c] == Dep::punct || tree_.dep[c] == Dep::det) continue;
            add({"beside way", tree_.lemma(c)});
        }
        for (int c : way_)
            if (c > t && !is_marked(c)) add({"two on way", lemma, tree_.lemma(c)});
    }

    /// Bags of words, by where they stand.
    void read_words() {
        const int first = std::min(source_.begin, target_.begin), last = std::max(source_.end, target_.end);
        const bool forward = source_.begin <= target_.begin;
        add({forward ? "forward" : "backward"});
        std::string_view before;
        for (int t = sentence_.begin; t < sentence_.end; ++t) {
            if (is_marked(t)) {
                before = source_.contains(t) ? "<s>" : "<t>";
                continue;
            }
            if (tree_.dep[t] == Dep::punct) continue;
            const std::string_view lemma = tree_.is_proper(t) ? tree_.lower(t) : tree_.lemma(t);
            add({"word", lemma});
            if (t >= first && t < last) add({"between", lemma});
            if (!before.empty()) add({"pair", before, lemma});
            before = lemma;
        }
    }

    /// How the clause of a token is told, by its verbs up to the second governor: done, to come, not so, asked for.
    std::string mood_of(int token) const {
        std::string mood;
        const auto put = [&](std::string_view word) {
            if (mood.find(word) != std::string::npos) return;
            if (!mood.empty()) mood += '+';
            mood += word;
        };
        for (int t = token, step = 0; t >= 0 && step < 4; ++step, t = tree_.head[t]) {
            if (is_marked(t)) break;
            if (is_negated(tree_, t)) put("not");
            const std::string_view modal = modal_of(tree_, t);
            if (modal == "will" || modal == "would")
                put("ahead");
            else if (modal == "should" || modal == "must")
                put("due");
            else if (!modal.empty())
                put("can");
            if (step == 0) continue;
            const Intent* intent = reading_.lexicon.intent(tree_, t);
            if (intent && !intent->status.empty()) put(intent->status);
        }
        return mood.empty() ? "done" : mood;
    }

    void read_moods(int t, const EventFrame& frame, bool on_way) {
        const std::string mood = mood_of(t);
        add({"mood", mood});
        add({"mood frame", mood, frame.type});
        if (on_way) add({"mood frame on way", mood, frame.type}), add({"mood code on way", mood, frame.cameo});
    }

    /// What the table of frames knows of the words, whether or not a frame's conditions hold.
    void read_frames() {
        const std::set<int> way(way_.begin(), way_.end());
        for (int t = sentence_.begin; t < sentence_.end; ++t) {
            const EventLexicon::Frames* frames = reading_.lexicon.frames_of(tree_, t);
            if (!frames) continue;
            const Trigger trigger = trigger_at(reading_, t);
            std::string_view first;
            for (const EventFrame& frame : *frames) {
                if (!has_companions(reading_, trigger, frame)) continue;
                if (first.empty()) read_moods(t, frame, way.count(t) != 0);
                if (first.empty()) first = frame.type;
                add({"frame", frame.type});
                if (way.count(t)) add({"frame on way", frame.type}), add({"code on way", frame.cameo});
                if (t == meet_) add({"frame at meet", frame.type});
                if (trigger.carrier >= 0 && way.count(trigger.carrier)) add({"carried on way", frame.type});
            }
            if (!first.empty())
                add({way.count(t) ? "first frame on way" : is_near(t) ? "frame near" : "frame far", first});
        }
    }

    bool is_near(int t) const {
        const int up = tree_.head[t];
        return std::find(way_.begin(), way_.end(), up) != way_.end();
    }

    void read_events() {
        for (const Event& event : found_.events) {
            if (!sentence_.contains(event.trigger)) continue;
            const bool s = names(event.actors, source_) || names(event.recipients, source_);
            const bool t = names(event.recipients, target_) || names(event.actors, target_);
            add({"event", event.type});
            add({"event status", event.type, name_of(event.status)});
            if (s && t) add({"event of both, status", event.type, name_of(event.status)});
            if (s && t)
                add({"event of both", event.type});
            else if (s || t)
                add({s ? "event of source" : "event of target", event.type});
        }
    }

    static std::string_view name_of(EventStatus status) {
        constexpr std::string_view names[] = {"occurred", "ongoing", "planned",     "intended",
                                              "urged",    "denied",  "hypothetical"};
        return names[static_cast<int>(status)];
    }

    static std::string_view amount_of(double chance) {
        return chance >= 0.5 ? "half" : chance >= 0.2 ? "fifth" : chance >= 0.05 ? "twentieth" : "hundredth";
    }

    /// What the net of tellings makes of the words: how likely each act is told of; by whom and to whom of these two.
    struct Told {
        std::array<double, telling_acts> act{}, pair{}, back{};
        std::array<int, telling_acts> teller{};  ///< the word that tells of it between the two
    };

    Told told_between(const Tellings& tellings) const {
        Told told;
        for (int t = sentence_.begin; t < sentence_.end; ++t) {
            if (!tellings.read(t) || is_marked(t)) continue;
            const auto acts = tellings.acts(t);
            for (int k = 1; k < telling_acts; ++k) {
                const double chance = std::exp(acts[k]);
                if (chance < hardly / 2) continue;
                const auto side = [&](int which, int head) {
                    return head < 0 ? 0.5 : 1 / (1 + std::exp(-tellings.side(t, k - 1, which, head)));
                };
                const double both = chance * std::sqrt(side(0, s_) * side(1, t_));
                if (both > told.pair[k]) told.pair[k] = both, told.teller[k] = t;
                told.act[k] = std::max(told.act[k], chance);
                told.back[k] = std::max(told.back[k], chance * std::sqrt(side(0, t_) * side(1, s_)));
            }
        }
        return told;
    }

    void note_told(std::string_view what, const std::array<double, telling_acts>& chances) {
        int first = 0;
        for (int k = 1; k < telling_acts; ++k) {
            if (chances[k] > chances[first]) first = k;
            if (chances[k] >= hardly)
                add({what, act_types[k - 1]}), add({what, act_types[k - 1], amount_of(chances[k])});
        }
        add({what, "first", first ? act_types[first - 1] : "none"});
        if (first) add({what, "first", act_types[first - 1], amount_of(chances[first])});
    }

    void read_tellings() {
        if (!reading_.document.told) return;
        const Told told = told_between(*reading_.document.told);
        note_told("told", told.act), note_told("told pair", told.pair), note_told("told back", told.back);
        const auto first = std::max_element(told.pair.begin(), told.pair.end()) - told.pair.begin();
        if (told.pair[first] < hardly) return;
        const std::string_view type = act_types[first - 1];
        const int teller = told.teller[first];
        add({"told mood", type, mood_of(teller)});
        add({"told status", type, name_of(status_of(reading_, {teller}, false))});
        add({"told by", type, tree_.lemma(teller)});
    }

    bool names(const EntityIds& ids, TokenRange range) const {
        for (int t = range.begin; t < range.end; ++t)
            for (EntityId id : mentions_.of_head(t))
                if (std::find(ids.begin(), ids.end(), id) != ids.end()) return true;
        return false;
    }

    void read_side(std::string_view side, TokenRange range, int head) {
        for (int t = range.begin; t < range.end && t < range.begin + 12; ++t)
            if (!tree_.is_proper(t)) add({"inside", side, tree_.lemma(t)});
        if (head < 0) return;
        const std::string_view meet = meet_ < 0 ? "-" : tree_.lemma(meet_);
        add({"kind", side, tree_.is_proper(head) ? "name" : "noun"});
        for (EntityId id : mentions_.of_head(head)) {
            const EntityInfo& who = mentions_.entities[id];
            add({"sort", side, sort_of(who.type)});
            add({"sector", side, who.sector});
            add({"sort meet", side, sort_of(who.type), meet});
            add({"sector meet", side, who.sector, meet});
        }
    }

    const Annotation& tree_;
    const Mentions& mentions_;
    const Text& text_;
    const Findings& found_;
    EventReading reading_;
    TokenRange source_, target_, sentence_;
    int s_ = -1, t_ = -1, meet_ = -1;
    std::vector<int> way_;
    std::vector<std::string> features_;
};

}  // namespace

std::vector<std::string> pair_features(const Document& document, const Lexicon& lexicon, const Findings& found,
                                       MarkedPair pair) {
    return Features(document, *lexicon.indexes().events, found, pair).read();
}

PairModel PairModel::load(std::string_view bytes) {
    PairModel model;
    model.weights_ = FeatureWeights::load(bytes, "DGPAIR01", static_cast<int>(pair_types.size()));
    return model;
}

PairModel::Scores PairModel::scores(const std::vector<std::string>& features) const {
    Scores scores{};
    if (!usable()) return scores;
    for (const std::string& feature : features) weights_.add(FeatureHash().part(feature).value(), scores.data());
    return scores;
}

std::string_view best_type(const PairModel::Scores& scores) {
    return pair_types[static_cast<std::size_t>(std::max_element(scores.begin(), scores.end()) - scores.begin())];
}

}  // namespace dragoman::findings
