// What is known of a figure's role, and of a phrase or time as what it measures or when it was true.

#include "findings/features/ways.h"
#include "findings/figures/choice.h"

namespace dragoman::findings {

namespace {

constexpr std::string_view source_names[] = {"rule",    "noun",   "subject", "object",  "counted", "told",
                                             "changed", "behind", "before",  "spent",   "stood",   "away",
                                             "sum",     "clause", "moving",  "lasting", "whose",   "referent",
                                             "last",    "next",   "earlier", "tree",    "verb",    "place"};
static_assert(std::size(source_names) == static_cast<std::size_t>(OfSource::size));
constexpr std::string_view form_names[] = {"bare", "phrase", "middle", "whole", "verb", "act", "rest", "other"};
constexpr std::string_view lengths[] = {"0", "1", "2", "3", "4", "5-6", "5-6", "7-9", "7-9", "7-9", "long"};

std::string_view length_of(int size) { return lengths[std::min(size, 10)]; }
/// What the features of figures share.
class Reading : protected FigureReading {
protected:
    Reading(const FigureView& view, FeatureSink& sink)
        : FigureReading(view.document, view.lexicon, view.found),
          view_(view),
          figure_(view.figure()),
          amount_(view.amount()),
          clause_(view.clause),
          own_(amount_.tokens),
          around_(sentence(own_.begin)),
          kind_(kind()),
          role_(figure_.role),
          sink_(sink) {}

    template <class... Parts>
    void add(const Parts&... parts) {
        sink_.add(parts...);
    }

    std::string_view kind() const {
        if (figure_.dimension == "count") return amount_.counted ? "counted" : "bare";
        if (figure_.unit == "percent") return "percent";
        return figure_.dimension.empty() ? std::string_view("none") : std::string_view(figure_.dimension);
    }

    std::string_view lemma(int t) const {
        if (t < around_.begin || t >= around_.end) return "-";
        if (tree_.is_proper(t)) return "NAME";
        if (document_.mentions.amount_of_token[t] >= 0 && tree_.tag[t] == Tag::CD) return "NUMBER";
        return tree_.lemma(t);
    }
    std::string_view lower(int t) const {
        if (t < around_.begin || t >= around_.end) return "-";
        if (tree_.is_proper(t)) return "NAME";
        return tree_.tag[t] == Tag::CD ? std::string_view("NUMBER") : tree_.lower(t);
    }
    std::string_view dep(int t) const { return t < 0 ? std::string_view("-") : dragoman::name_of(tree_.dep[t]); }

    std::string_view marker(int t) const {
        for (int c = t < 0 ? -1 : tree_.first_child[t]; c >= 0; c = tree_.next_sibling[c])
            if (is_one_of(tree_.dep[c], Dep::case_, Dep::mark)) return tree_.lower(c);
        return "-";
    }

    std::string_view sort(int head) const {
        if (tree_.is_pronoun(head)) return "pronoun";
        const EntityIds& who = document_.mentions.of_head(head);
        if (who.empty()) return "-";
        constexpr std::string_view names[] = {"person", "country", "organization", "people", "place", "other"};
        return names[static_cast<int>(document_.mentions.entities[who[0]].type)];
    }

    /// What sort of word the tables say it is.
    std::string_view word_class(int t) const {
        if (t < around_.begin || t >= around_.end) return "-";
        constexpr std::pair<unsigned, std::string_view> classes[] = {
            {up_word, "up"},         {down_word, "down"},         {people_word, "people"},
            {aim_word, "aim"},       {capacity_word, "capacity"}, {speech_word, "speech"},
            {matter_word, "matter"}, {motion_word, "motion"}};
        for (const auto& [bit, name] : classes)
            if (word(t, bit)) return name;
        return "none";
    }

    const FigureView& view_;
    const Figure& figure_;
    const Amount& amount_;
    const Clause& clause_;
    const TokenRange own_, around_;
    const std::string_view kind_, role_;
    FeatureSink& sink_;
};

class OfFeatures : Reading {
public:
    OfFeatures(const FigureView& view, const OfCandidate& candidate, FeatureSink& sink)
        : Reading(view, sink), c_(candidate), of_(c_.tokens), head_(c_.head) {}

    void read() {
        read_sources();
        read_rule();
        read_way();
        read_word();
        read_form();
        read_place();
        read_clause();
        read_others();
    }

private:
    std::string_view form() const { return form_names[static_cast<int>(c_.form)]; }
    std::string_view order() const {
        return of_.begin >= own_.end ? "after" : of_.end <= own_.begin ? "before" : "around";
    }

    void read_sources() {
        for (std::size_t s = 0; s < std::size(source_names); ++s) {
            if (!(c_.sources >> s & 1)) continue;
            add("from kind", source_names[s], kind_);
            add("from role", source_names[s], kind_, role_), add("from form", source_names[s], form());
        }
    }

    /// How it lies to what the rules take.
    void read_rule() {
        const TokenRange rule = view_.of;
        const int common = std::max(0, std::min(rule.end, of_.end) - std::max(rule.begin, of_.begin));
        const std::string_view lies = rule.empty()         ? "none"
                                      : rule == of_        ? "same"
                                      : common == 0        ? "apart"
                                      : rule.contains(of_) ? "within"
                                      : of_.contains(rule) ? "holds"
                                                           : "crosses";
        const bool agrees = 2 * common >= (rule.size() + of_.size() + 1) / 2;
        const std::string_view near = yes(agrees);
        add("rule kind", lies, near, kind_), add("rule form", lies, near, form());
        add("rule size", lies, near, length_of(rule.size()), length_of(of_.size()));
    }

    void read_way() {
        const std::string way = way_between(tree_, clause_.head, head_);
        const std::string_view place = way.empty() ? std::string_view("apart") : std::string_view(way);
        add("way form", place, form());
        add("way role", place, kind_, role_);
    }

    void read_word() {
        const std::string_view word = lemma(head_);
        add("word", word), add("word kind", word, kind_);
        add("word form", word, form());
        add("tag", dragoman::name_of(tree_.tag[head_]), kind_);
        add("sort form", sort(head_), form());
    }

    void read_form() {
        add("form length", form(), length_of(of_.size()));
        add("first", lower(of_.begin), form()), add("first kind", lower(of_.begin), kind_);
        add("last tag", dragoman::name_of(tree_.tag[of_.end - 1]), form());
        add("behind", lower(of_.end), form()), add("before", lower(of_.begin - 1), form());
        add("behind tag", of_.end < around_.end ? dragoman::name_of(tree_.tag[of_.end]) : "-", form(), kind_);
        std::string_view tail = "-";
        for (int t = head_ + 1; t < of_.end; ++t)
            if (is_one_of(tree_.tag[t], Tag::IN, Tag::TO, Tag::WDT, Tag::VBN, Tag::VBG) && tree_.dep[t] != Dep::punct) {
                tail = is_one_of(tree_.tag[t], Tag::VBN, Tag::VBG) ? dragoman::name_of(tree_.tag[t]) : tree_.lower(t);
                break;
            }
        add("tail word", tail, lemma(head_));
        int numbers = 0, times = 0, names = 0;
        for (int t = of_.begin; t < of_.end; ++t)
            numbers += document_.mentions.amount_of_token[t] >= 0, times += document_.mentions.time_of_token[t] >= 0,
                names += tree_.is_proper(t);
        add("holds", yes(numbers > 0), yes(times > 0), yes(names > 0), kind_);
    }

    void read_place() {
        const bool after = of_.begin >= own_.end;
        const int far = after ? of_.begin - own_.end : std::max(0, own_.begin - of_.end);
        const bool here = around_.contains(head_);
        const std::string_view distance = here ? bin_of(far + 1) : "elsewhere";
        add("far", order(), distance), add("far kind", order(), distance, kind_),
            add("far form", order(), distance, form());
        if (!here)
            return add("sentences back", bin_of(text_.sentence_of(own_.begin) - text_.sentence_of(of_.begin) + 1));
        const TokenRange between = after ? TokenRange{own_.end, of_.begin} : TokenRange{of_.end, own_.begin};
        if (between.size() <= 2) {
            std::string words;
            for (int t = between.begin; t < between.end; ++t) words += lower(t), words += ' ';
            add("between", order(), words), add("between kind", order(), words, kind_);
        }
        bool verb = false, comma = false, amount = false;
        for (int t = between.begin; t < between.end && t < between.begin + 40; ++t)
            verb |= tree_.is_verb(t), comma |= is(t, ",") || is(t, ";"),
                amount |= document_.mentions.amount_of_token[t] >= 0;
        add("passes", order(), yes(verb), yes(comma), yes(amount));
    }

    /// Its part in the clause of the amount.
    void read_clause() {
        const std::string_view part = head_ == clause_.subject                                           ? "subject"
                                      : head_ == clause_.object                                          ? "object"
                                      : head_ == clause_.noun                                            ? "noun"
                                      : head_ == clause_.predicate                                       ? "predicate"
                                      : own_.contains(head_)                                             ? "own"
                                      : tree_.head[head_] == clause_.predicate && clause_.predicate >= 0 ? "beside"
                                                                                                         : "-";
        const std::string_view hangs = dep(clause_.head);
        add("part hangs", part, hangs, kind_);
        add("part own", part, marker(clause_.head), kind_), add("part dep", part, dep(head_), hangs);
        add("part way", part, figure_.direction, form());
        add("dep marker form", dep(head_), marker(head_), form());
    }

    /// What the figure before has to do with the phrase.
    void read_others() {
        if (view_.index == 0) return add("before it", "none", kind_);
        const Figure& before = told_.figures[view_.index - 1];
        const Span span = text_.span(of_);
        const bool measured = !before.of.empty() && before.of[0].overlaps(span);
        add("before it", before.span.overlaps(span) ? "amount" : measured ? "of" : "-", kind_);
    }

    const OfCandidate& c_;
    const TokenRange of_;
    const int head_;
};

class RoleFeatures : Reading {
public:
    RoleFeatures(const FigureView& view, FeatureSink& sink) : Reading(view, sink) {}

    void read() {
        read_rule();
        read_words();
        read_clause();
        read_neighbours();
    }

private:
    void read_rule() {
        const std::string_view way = figure_.direction.empty() ? std::string_view("-") : figure_.direction;
        add("bias"), add("kind", kind_), add("unit", figure_.unit), add("rule", role_), add("rule kind", role_, kind_);
        add("rule unit", role_, figure_.unit), add("rule way", role_, way), add("rule kind way", role_, kind_, way);
        add("ruled way", way), add("comparator", figure_.comparator, kind_),
            add("comparator rule", figure_.comparator, role_);
        add("range", yes(figure_.max.has_value()), kind_);
        add("counted", lemma(amount_.head), kind_), add("valued", yes(figure_.value.has_value()), kind_);
        add("per", amount_.per, kind_);
        const std::string_view left = view_.left_out ? "left out" : "kept";
        add(left), add(left, kind_), add(left, lemma(amount_.head)), add(left, lower(own_.begin), kind_);
        add("number", lower_number(), kind_), add("number before", lower_number(), lower(own_.begin - 1));
    }

    /// The first word where it is a small number, else its length in digits.
    std::string_view lower_number() const {
        const std::string_view word = tree_.lower(own_.begin);
        const bool digits = word[0] >= '0' && word[0] <= '9';
        return digits ? length_of(static_cast<int>(word.size())) : word;
    }

    void read_words() {
        constexpr std::string_view places[] = {"-4", "-3", "-2", "-1", "+1", "+2", "+3"};
        for (int i = 0; i < 7; ++i) {
            const int t = i < 4 ? own_.begin - 4 + i : own_.end + i - 4;
            add("near", places[i], lower(t)), add("near kind", places[i], lower(t), kind_);
            if (i > 0 && i < 6)
                add("near class", places[i], word_class(t), kind_), add("near rule", places[i], lower(t), role_);
        }
        add("before", lower(own_.begin - 2), lower(own_.begin - 1)), add("after", lower(own_.end), lower(own_.end + 1));
        add("around", lower(own_.begin - 1), lower(own_.end)),
            add("around kind", lower(own_.begin - 1), lower(own_.end), kind_);
        const int said = before_comparator(amount_);
        add("before compared", lower(said), kind_), add("before compared class", word_class(said), kind_);
        for (int t = std::max(around_.begin, own_.begin - 12); t < std::min(around_.end, own_.end + 12); ++t)
            if (!own_.contains(t) && word(t, up_word | down_word | aim_word | capacity_word))
                add("class around", word_class(t), t < own_.begin ? "before" : "after", kind_);
    }

    void read_clause() {
        const std::string_view hangs = dep(clause_.head), with = marker(clause_.head), verb = lemma(clause_.predicate);
        add("hangs", hangs, kind_), add("hangs with", hangs, with, kind_), add("hangs verb", hangs, verb),
            add("with verb", with, verb);
        add("hangs rule", hangs, with, role_);
        add("verb", verb, kind_), add("verb rule", verb, role_),
            add("verb class", word_class(clause_.predicate), hangs, with);
        const std::string_view noun_place = clause_.noun < 0 ? "-" : clause_.noun >= own_.end ? "after" : "before";
        add("noun", lemma(clause_.noun), noun_place), add("noun kind", lemma(clause_.noun), noun_place, kind_);
        add("noun class", word_class(clause_.noun), noun_place, with, kind_),
            add("noun with", lemma(clause_.noun), with);
        add("subject", lemma(clause_.subject), kind_), add("subject class", word_class(clause_.subject), kind_);
        add("object", lemma(clause_.object), kind_),
            add("object class", word_class(clause_.object), hangs, with, kind_);
        add("as subject", yes(clause_.as_subject), kind_);
        add("subject sort", clause_.subject >= 0 ? sort(clause_.subject) : "-", hangs, kind_);
        if (clause_.predicate >= 0) read_mood();
        if (!view_.of.empty()) add("of", lemma(view_.of.end - 1), kind_);
    }

    void read_mood() {
        const int verb = clause_.predicate;
        add("tense", dragoman::name_of(tree_.tag[verb]), kind_),
            add("cop", yes(tree_.child(verb, Dep::cop) >= 0), kind_);
        for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c]) {
            if (is_one_of(tree_.dep[c], Dep::aux, Dep::mark))
                add("mood", tree_.lower(c), kind_), add("mood rule", tree_.lower(c), role_);
            if (is_one_of(tree_.dep[c], Dep::advmod, Dep::compound_prt)) add("adverb", tree_.lower(c), kind_);
        }
        const int over = tree_.head[verb];
        add("over", dep(verb), lemma(over)), add("over class", dep(verb), word_class(over), kind_);
    }

    void read_neighbours() {
        for (int step : {-1, 1}) {
            const int index = view_.index + step;
            const std::string_view side = step < 0 ? "last" : "next";
            if (index < 0 || index >= static_cast<int>(told_.figures.size())) continue;
            const Figure& other = told_.figures[index];
            const TokenRange tokens = document_.mentions.amounts[other.amount].tokens;
            if (!around_.contains(tokens)) continue;
            const std::string_view same = yes(other.unit == figure_.unit);
            const int apart = step < 0 ? own_.begin - tokens.end : tokens.begin - own_.end;
            add(side, other.role, same, kind_), add(side, "rule", other.role, same, role_);
            add(side, "far", other.role, bin_of(apart + 1), kind_);
            if (apart == 1) add(side, "by", lower(step < 0 ? own_.begin - 1 : own_.end), other.role, kind_);
        }
    }
};

class PeriodFeatures : Reading {
public:
    PeriodFeatures(const FigureView& view, const PeriodCandidate& candidate, FeatureSink& sink)
        : Reading(view, sink), c_(candidate) {}

    void read() {
        const std::string_view ruled = yes(c_.ruled), unruled = yes(figure_.period.empty());
        add("ruled", ruled, unruled), add("ruled kind", ruled, unruled, kind_),
            add("ruled role", ruled, unruled, role_);
        if (c_.time < 0) {
            const std::string_view none = c_.value.empty() ? "none" : "joined";
            add("none", none, kind_), add("none role", none, kind_, role_), add("none ruled", none, ruled, role_);
            add("none unit", none, figure_.unit), add("none verb", none, lemma(clause_.predicate));
            if (clause_.predicate >= 0) add("none tense", none, dragoman::name_of(tree_.tag[clause_.predicate]), kind_);
            return;
        }
        read_time();
    }

private:
    void read_time() {
        const TimeExpression& time = document_.mentions.times[c_.time];
        constexpr std::string_view types[] = {"date", "time", "duration", "set"};
        const std::string_view type = types[static_cast<int>(time.type)];
        const bool after = time.tokens.begin >= own_.end, here = around_.contains(time.tokens.begin);
        const int head = head_of(time);
        const std::string_view order = !here ? "earlier" : after ? "after" : "before";
        const int far = after ? time.tokens.begin - own_.end : std::max(0, own_.begin - time.tokens.end);
        std::string shape = c_.value.substr(0, 12);
        for (char& c : shape)
            if (c >= '0' && c <= '9') c = '9';
        add("type", type, order), add("shape", shape, kind_), add("shape role", shape, role_),
            add("shape order", shape, order);
        add("far", order, bin_of(far + 1)), add("far kind", order, bin_of(far + 1), kind_);
        add("preposition", lower(time.tokens.begin - 1), order),
            add("preposition kind", lower(time.tokens.begin - 1), kind_);
        add("preposition role", lower(time.tokens.begin - 1), role_, order);
        add("first", lower(time.tokens.begin), order), add("last", lower(time.tokens.end - 1), order);
        const std::string way = here ? way_between(tree_, clause_.head, head) : std::string("elsewhere");
        add("way", way), add("way kind", way, kind_), add("way role", way, role_), add("way ruled", way, yes(c_.ruled));
        add("of noun", yes(time.modifier_of_noun), order, kind_), add("order role", order, kind_, role_);
        add("over", lemma(tree_.head[head]), dep(head)), add("verb", lemma(clause_.predicate), order);
        const int mine = told_.statement_of_token[own_.begin], its = told_.statement_of_token[time.tokens.begin];
        add("statement", yes(mine == its), order, yes(c_.ruled));
        bool nearer = false, verb = false;
        const TokenRange between =
            after ? TokenRange{own_.end, time.tokens.begin} : TokenRange{time.tokens.end, own_.begin};
        for (int t = between.begin; here && t < std::min(between.end, between.begin + 40); ++t)
            nearer |= document_.mentions.time_of_token[t] >= 0, verb |= tree_.is_verb(t);
        add("passes", order, yes(nearer), yes(verb)), add("passes kind", order, yes(nearer), yes(verb), kind_);
        add("holds", yes(view_.of.contains(time.tokens.begin)), yes(time.tokens.contains(own_.begin)), kind_);
        add("lead", yes(text_.sentence_of(own_.begin) < 2), order, yes(c_.ruled));
    }

    int head_of(const TimeExpression& time) const {
        for (int t = time.tokens.begin; t < time.tokens.end; ++t)
            if (!time.tokens.contains(tree_.head[t])) return t;
        return time.tokens.begin;
    }

    const PeriodCandidate& c_;
};

}  // namespace

void of_features(const FigureView& view, const OfCandidate& candidate, FeatureSink& sink) {
    OfFeatures(view, candidate, sink).read();
}

void role_features(const FigureView& view, FeatureSink& sink) { RoleFeatures(view, sink).read(); }

void period_features(const FigureView& view, const PeriodCandidate& candidate, FeatureSink& sink) {
    PeriodFeatures(view, candidate, sink).read();
}

}  // namespace dragoman::findings
