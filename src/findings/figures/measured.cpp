#include "findings/figures/choice.h"

namespace dragoman::findings {

TokenRange Measured::of(const Figure& figure, const Amount& amount, const Clause& clause, int fate) const {
    if (figure.role == "capacity")
        if (const TokenRange product = produced(amount); !product.empty()) return product;
    if (figure.dimension == "count") return of_count(figure, amount, clause, fate);
    if (figure.role == "share") {
        const int first = sentence(amount.tokens.begin).begin;
        if (is(first, "of") || is(first, "among")) return fronted(amount.tokens);
        if (const TokenRange of = phrase_after(document_, amount, clause.head, {"of"}); !of.empty()) return of;
    }
    if (figure.role == "change") return changed(amount, clause);
    if (figure.role == "age")
        if (const TokenRange whose = aged(amount, clause); !whose.empty()) return whose;
    if (figure.dimension == "time") return lasting(amount, clause);
    if (figure.unit == "magnitude")
        if (const TokenRange quake = shaken(amount, clause); !quake.empty()) return quake;
    if (const TokenRange going = moving(figure, clause); !going.empty()) return going;
    if (is(before_comparator(amount), "worth") && clause.noun >= 0)
        return noun_phrase(tree_, whole_of(clause.noun), amount.tokens);
    if (TokenRange of = phrase_after(document_, amount, clause.head, {"of", "in"}); !of.empty()) {
        if (figure.dimension == "length" && figure.role == "level")  // "of rain in the north": the rain
            for (int t = of.begin + 1; t < of.end; ++t)
                if (is(t, "in")) of.end = t;
        return of;
    }
    if (const TokenRange same = as_before(figure, amount, clause); !same.empty()) return same;
    if (const TokenRange spent = spent_on(figure, amount, clause); !spent.empty()) return spent;
    if (const TokenRange meant = behind_figure(figure, amount, clause); !meant.empty()) return meant;
    if (const TokenRange lies = away(figure, amount, clause); !lies.empty()) return lies;
    if (const TokenRange sum = summed(amount, clause); !sum.empty()) return sum;
    return by_clause(figure, amount, clause);
}

void Measured::propose(const Figure& figure, const Amount& amount, const Clause& clause,
                       const std::function<void(TokenRange, OfSource)>& take) const {
    const TokenRange own = amount.tokens;
    if (clause.noun >= 0) take(noun_phrase(tree_, clause.noun, own), OfSource::noun);
    take(subject_phrase(clause, own), OfSource::subject);
    if (clause.object >= 0) take(noun_phrase(tree_, clause.object, own), OfSource::object);
    if (amount.counted) take(counted(amount, clause), OfSource::counted);
    take(numbered(amount, clause, -1), OfSource::told);
    take(changed(amount, clause), OfSource::changed);
    take(phrase_after(document_, amount, clause.head, {"of", "in"}), OfSource::behind);
    take(phrase_after(document_, amount, clause.head, {"for", "on", "to"}), OfSource::behind);
    take(as_before(figure, amount, clause), OfSource::before);
    take(spent_on(figure, amount, clause), OfSource::spent);
    take(behind_figure(figure, amount, clause), OfSource::stood_for);
    take(away(figure, amount, clause), OfSource::away);
    take(summed(amount, clause), OfSource::sum);
    take(by_clause(figure, amount, clause), OfSource::clause);
    take(moving(figure, clause), OfSource::moving);
    if (figure.dimension == "time") take(lasting(amount, clause), OfSource::lasting);
    if (figure.dimension == "age" || figure.dimension == "time") take(aged(amount, clause), OfSource::whose);
    if (const int told = fate_of(amount, clause); amount.counted && told >= 0) take({told, told + 1}, OfSource::told);
    if (clause.subject >= 0 && tree_.is_pronoun(clause.subject)) take(named(clause.subject, own), OfSource::referent);
}

/// Without the time that it ends in ("growth for 2005") and the amounts that it begins with ("the 22-mile journey").
TokenRange Measured::trimmed(TokenRange of, const Amount& amount) const {
    const auto& times = document_.mentions.time_of_token;
    const TokenRange own = amount.tokens;  // "the greatest number of women, 102"
    if (of.contains(own) && own.begin > of.begin && of.end == own.end)
        for (of.end = own.begin; of.end - 1 > of.begin && !tree_.is_noun(of.end - 1);) --of.end;
    int end = of.end;
    while (end > of.begin && times[end - 1] >= 0) --end;
    if (end < of.end && end - 1 > of.begin && is_one_of(tree_.tag[end - 1], Tag::IN, Tag::DT)) {
        --end;
        if (end - 1 > of.begin && tree_.tag[end - 1] == Tag::IN) --end;
        of.end = end;
    }
    int begin = of.begin;
    for (; begin < of.end; ++begin) {
        const int other = document_.mentions.amount_of_token[begin];
        const bool passed = other >= 0 && !document_.mentions.amounts[other].counted;
        if (!passed && !is(begin, "(") && !is(begin, ")") && !is(begin, "-")) break;
    }
    if (begin > of.begin && is(begin, "of")) ++begin;
    if (begin < of.end && !amount.tokens.contains(begin)) of.begin = begin;
    return of;
}

/// What the clause says it of: the noun that the amount qualifies, the object that moved, the subject.
TokenRange Measured::by_clause(const Figure& figure, const Amount& amount, const Clause& clause) const {
    const TokenRange own = amount.tokens;
    if (clause.noun >= 0 && clause.noun != clause.predicate &&
        (tree_.head[clause.head] == clause.noun || clause.noun >= own.end))
        return noun_phrase(tree_, clause.noun, own);
    if (is_handled(figure, clause)) return {clause.predicate, clause.predicate + 1};
    const bool aimed =
        figure.role == "target" && word(clause.predicate, up_word | down_word);  // "aim to raise trade to"
    if ((!figure.direction.empty() || aimed) && clause.object >= 0 &&
        document_.mentions.amount_of_token[clause.object] < 0)
        return noun_phrase(tree_, clause.object, own);  // "cut its key rate … to 4.5 percent"
    if (const TokenRange subject = subject_phrase(clause, own); !subject.empty()) return subject;
    if (clause.object >= 0) return noun_phrase(tree_, clause.object, own);
    if (clause.noun >= 0) return noun_phrase(tree_, clause.noun, own);
    return clause.predicate >= 0 && !own.contains(clause.predicate) ? TokenRange{clause.predicate, clause.predicate + 1}
                                                                    : TokenRange{};
}

/// What moves so fast or so far is what is done: "flew across the bay at 90 mph", "had walked 700 miles".
TokenRange Measured::moving(const Figure& figure, const Clause& clause) const {
    if (clause.predicate < 0 || !tree_.is_verb(clause.predicate) || tree_.head[clause.head] != clause.predicate)
        return {};
    if (figure.dimension == "speed" && clause.preposition >= 0 && is(clause.preposition, "at"))
        return deed(clause.predicate, tree_.left[clause.head]);
    if (figure.dimension == "length" && word(clause.predicate, motion_word) && clause.preposition < 0)
        return {clause.predicate, clause.predicate + 1};
    return {};
}

TokenRange Measured::of_count(const Figure& figure, const Amount& amount, const Clause& clause, int fate) const {
    const bool cap = figure.role == "level";  // "visits are limited to 50"
    if (cap && clause.object >= 0) return noun_phrase(tree_, clause.object, amount.tokens);
    if (cap || figure.role == "change")  // "the party gained 66 seats"
        if (const TokenRange whose = subject_phrase(clause, amount.tokens); !whose.empty()) return whose;
    return amount.counted ? counted(amount, clause) : numbered(amount, clause, fate);
}

/// "the economies of the countries worth 3 trillion": the worth is the economies'.
int Measured::whole_of(int noun) const {
    for (int step = 0;
         step < 3 && tree_.dep[noun] == Dep::nmod && tree_.head[noun] >= 0 && tree_.is_noun(tree_.head[noun]); ++step) {
        const int marker = tree_.child(noun, Dep::case_);
        if (marker < 0 || tree_.lower(marker) != "of") break;
        noun = tree_.head[noun];
    }
    return noun;
}

/// What an earlier figure of the sentence measured, where an actor only aims at or totals it.
TokenRange Measured::as_before(const Figure& figure, const Amount& amount, const Clause& clause) const {
    const bool total = is(amount.tokens.begin - 1, "of") && is(amount.tokens.begin - 2, "total");
    const bool reached =
        clause.predicate >= 0 &&
        is_one_of(tree_.lemma(clause.predicate), "exceed", "reach", "top", "hit", "surpass", "attain") &&
        is_actor(clause.subject);
    const bool upto = clause.preposition >= 0 && is(clause.preposition, "of") && clause.noun >= 0 &&
                      tree_.lemma(clause.noun) == "total";
    const int mark = amount.tokens.begin - 1;
    const bool base =
        is_one_of(mark >= 0 ? tree_.lower(mark) : std::string_view(), "against", "versus", "vs.", "from") ||
        ((is(mark, "with") || is(mark, "to")) && is(mark - 1, "compared"));
    if (!(total || reached || upto || base)) return {};
    const int first = sentence(amount.tokens.begin).begin;
    for (int f = told_before(amount.tokens.begin) - 1; f >= 0; --f) {
        const Figure& before = told_.figures[f];
        if (document_.mentions.amounts[before.amount].tokens.end <= first) break;
        if (base && before.unit != figure.unit) break;
        if (before.of.empty() || (before.dimension != figure.dimension && !total && !upto)) continue;
        const int from = text_.token_at(before.of[0].begin), to = text_.token_at(before.of[0].end - 1);
        return {from, to + 1};
    }
    return {};
}

/// "spent $30 million on repairs", "paid 5 mln dlrs for the firm".
TokenRange Measured::spent_on(const Figure& figure, const Amount& amount, const Clause& clause) const {
    if (figure.dimension != "money" || clause.predicate < 0 ||
        !is_one_of(tree_.lemma(clause.predicate), "spend", "pay", "invest", "allocate", "provide", "contribute",
                   "donate", "raise", "earmark"))
        return {};
    if (const TokenRange phrase = phrase_after(document_, amount, clause.head, {"on", "for"}); !phrase.empty())
        return phrase;
    const int on = behind_brackets(tree_, amount.tokens.end);
    if ((is(on, "on") || is(on, "for")) && on + 1 < tree_.size() && tree_.tag[on + 1] == Tag::VBG) return act(on + 1);
    return {};
}

/// "Trade reached a record mark of 21 billion", "in 2007 the figure was 40 billion": what a word for a number stands
/// for, the subject or what the figure before measured.
TokenRange Measured::behind_figure(const Figure& figure, const Amount& amount, const Clause& clause) const {
    const auto says_number = [&](int t) {
        return t >= 0 && is_one_of(tree_.lemma(t), "mark", "figure", "record", "peak", "milestone", "high", "low");
    };
    if (says_number(clause.noun) && clause.noun != clause.subject && tree_.head[clause.noun] == clause.predicate)
        if (const TokenRange subject = subject_phrase(clause, amount.tokens); !subject.empty()) return subject;
    const bool bare = says_number(clause.subject) && noun_phrase(tree_, clause.subject).size() == 1;
    const int last = told_before(amount.tokens.begin) - 1;
    if (!bare || last < 0) return {};
    const Figure& before = told_.figures[last];
    const int sentence_before = text_.sentence_of(document_.mentions.amounts[before.amount].tokens.begin);
    if (before.unit != figure.unit || before.of.empty() || text_.sentence_of(amount.tokens.begin) - sentence_before > 1)
        return {};
    return {text_.token_at(before.of[0].begin), text_.token_at(before.of[0].end - 1) + 1};
}

/// "lies 20 miles from the border", "placed it 100 miles south of the cape": what lies there, not where it is measured
/// from.
TokenRange Measured::away(const Figure& figure, const Amount& amount, const Clause& clause) const {
    const int noun = clause.noun;
    if (figure.dimension == "length" && noun >= 0 && noun < amount.tokens.begin && tree_.dep[noun] == Dep::appos &&
        tree_.is_proper(tree_.head[noun]))
        return named(tree_.head[noun], amount.tokens);  // "Sagunto, a town ten miles from the city"
    if (figure.role != "distance" || noun < amount.tokens.end || noun - amount.tokens.end > 8) return {};
    bool from = false;
    for (int t = behind_brackets(tree_, amount.tokens.end); t < noun; ++t)
        from |= is_one_of(tree_.tag[t], Tag::IN, Tag::TO);
    if (!from) return {};
    if (clause.object >= 0 && clause.object < amount.tokens.begin)
        return noun_phrase(tree_, clause.object, amount.tokens);
    return subject_phrase(clause, amount.tokens);
}

/// "an earthquake of magnitude 4.9": the earthquake.
TokenRange Measured::shaken(const Amount& amount, const Clause& clause) const {
    if (clause.noun < 0 || tree_.lemma(clause.noun) != "magnitude") return {};
    const int quake = tree_.head[clause.noun];
    if (quake < 0 || !tree_.is_noun(quake)) return subject_phrase(clause, amount.tokens);
    TokenRange phrase = noun_phrase(tree_, quake, amount.tokens);
    if (clause.noun > quake) phrase.end = std::min(phrase.end, std::max(quake + 1, tree_.left[clause.noun]));
    return phrase;
}

/// "pay restitution in the amount of 6 million", "spending is planned for a total of 142 billion": what the sum is of.
TokenRange Measured::summed(const Amount& amount, const Clause& clause) const {
    const int noun = clause.noun;
    if (noun < 0 || noun >= amount.tokens.begin || tree_.head[clause.head] != noun ||
        !is_one_of(tree_.lemma(noun), "amount", "total", "sum", "range", "tune", "value"))
        return {};
    if (noun_phrase(tree_, noun, amount.tokens).size() > 1) return {};
    const int up = tree_.head[noun];
    if (up >= 0 && tree_.is_noun(up) && up < noun) return noun_phrase(tree_, up, amount.tokens);
    if (clause.object >= 0 && clause.object != noun) return noun_phrase(tree_, clause.object, amount.tokens);
    return subject_phrase(clause, amount.tokens);
}

bool Measured::is_actor(int head) const {
    if (head < 0) return false;
    const EntityIds& who = document_.mentions.of_head(head);
    return tree_.is_proper(head) || tree_.is_pronoun(head) || word(head, pair_word) ||
           (!who.empty() && (document_.mentions.entities[who[0]].type == EntityType::person ||
                             document_.mentions.entities[who[0]].type == EntityType::country));
}

/// "was exporting 140,000 bpd": of goods that an actor handles the act is measured.
bool Measured::is_handled(const Figure& figure, const Clause& clause) const {
    if (!is_one_of(figure.dimension, "rate", "volume", "mass", "energy") || clause.predicate < 0 ||
        !tree_.is_verb(clause.predicate))
        return false;
    return tree_.dep[clause.head] == Dep::obj && is_actor(clause.subject);
}

/// "Of the 2.8 million who voted, 85% …": the words up to the comma.
TokenRange Measured::fronted(TokenRange own) const {
    const int first = sentence(own.begin).begin + 1;
    int end = first;
    while (end < own.begin && !is(end, ",")) ++end;
    return {first, end};
}

/// The product told of before: "the production of vaccines, with contracts to make 5 million doses".
TokenRange Measured::produced(const Amount& amount) const {
    const int first = sentence(amount.tokens.begin).begin;
    for (int t = amount.tokens.begin - 1; t >= first; --t) {
        if (!is_one_of(tree_.lemma(t), "production", "manufacture", "supply", "delivery", "purchase", "output",
                       "assembly") ||
            !is(t + 1, "of"))
            continue;
        for (int c = tree_.first_child[t]; c >= 0; c = tree_.next_sibling[c])
            if (tree_.dep[c] == Dep::nmod && c > t) {
                int end = c + 1;
                while (end < amount.tokens.begin && end < c + 10 && !is(end, ",")) ++end;
                return {t + 2, end};
            }
    }
    return {};
}

/// "two hundred | and five guards", "40 | to 50 shops", "40 | or more cranes": no part of what is counted.
bool Measured::within_number(int t) const {
    if (t + 1 >= tree_.size()) return false;
    if (is(t - 1, "or") && is_one_of(tree_.lower(t), "more", "so", "less", "fewer", "over")) return true;
    return is_one_of(tree_.lower(t), "and", "or", "to") &&
           (tree_.tag[t + 1] == Tag::CD || (is(t, "or") && within_number(t + 1)));
}

/// The counted noun with its modifiers, or what is told of the people.
TokenRange Measured::counted(const Amount& amount, const Clause& clause) const {
    if (clause.subject >= 0 && tree_.is_noun(clause.subject) && word(clause.subject, people_word) && told_of(clause))
        return noun_phrase(tree_, clause.subject);
    if (const int told = fate_of(amount, clause); told >= 0) return {told, told + 1};
    int begin = amount.tokens.begin;
    while (begin < amount.head &&
           (tree_.tag[begin] == Tag::CD || is_one_of(tree_.lower(begin), "mln", "bln") || is(begin, "-") ||
            is(begin, "of") || (!amount.value && is(begin + 1, "of")) || within_number(begin)))
        ++begin;
    const TokenRange phrase = noun_phrase(tree_, amount.head, {amount.tokens.begin, begin});
    int end = std::max(phrase.end, amount.head + 1);
    const int whole = tree_.head[amount.head];  // "a 21-page | report"
    if (is(amount.head - 1, "-") && whole > amount.head && whole < amount.head + 4) return {amount.head + 1, whole + 1};
    for (int t = amount.head + 1; t < end; ++t)  // where they are is not what is counted
        if (is(t, "in") || is(t, "with")) end = t;
    return {begin, end};
}

/// What is told of those that are only numbered.
TokenRange Measured::numbered(const Amount& amount, const Clause& clause, int fate) const {
    const TokenRange own = amount.tokens;
    if (amount.unit == "votes") return voted(amount, clause);
    if (const TokenRange hurt = told_behind(own.end); !hurt.empty()) return hurt;
    for (int t : {clause.noun, clause.subject})
        if (t >= 0 && tree_.lemma(t) == "population") return noun_phrase(tree_, t, own);
    if (is(own.end, "who") && own.end + 1 < tree_.size()) return {own.end, own.end + 2};
    if (is(own.end, "out") && own.end + 2 < tree_.size())  // "29 out of 30 hate crime charges"
        if (const int all = document_.mentions.amount_of_token[own.end + 2]; all >= 0)
            if (const int noun = document_.mentions.amounts[all].head; noun > own.end + 2)
                return {own.end + 3, noun + 1};
    const int told = people_in(amount, clause);
    if (amount.unit.empty() && told < 0 && !clause.as_subject) {
        if (fate >= 0) return {fate, fate + 1};
        if (const TokenRange same = as_listed(own); !same.empty()) return same;
    }
    if (told >= 0) return tree_.is_noun(told) ? noun_phrase(tree_, told, own) : TokenRange{told, told + 1};
    return clause.predicate >= 0 && !own.contains(clause.predicate) ? told_by_verb(clause, own) : TokenRange{};
}

/// "21 bridges in the north, 36 in the south": what was counted just before.
TokenRange Measured::as_listed(TokenRange own) const {
    const int before = told_before(own.begin) - 1;
    if (before < 0 || !is(own.end, "in") || own.end + 1 >= tree_.size()) return {};
    const Figure& last = told_.figures[before];
    const bool near = last.span.begin >= text_.span(sentence(own.begin)).begin;
    if (!near || last.dimension != "count" || last.of.empty() || document_.mentions.time_of_token[own.end + 1] >= 0)
        return {};
    return {text_.token_at(last.of[0].begin), text_.token_at(last.of[0].end - 1) + 1};
}

TokenRange Measured::told_by_verb(const Clause& clause, TokenRange own) const {
    if (clause.object >= 0 && tree_.lemma(clause.object) == "number") return noun_phrase(tree_, clause.object);
    if (word(clause.predicate, up_word | down_word))  // "arrivals climbed to 61,400"
        if (const TokenRange subject = subject_phrase(clause, own); !subject.empty()) return subject;
    const int more = tree_.child(clause.predicate, Dep::xcomp);  // "33 were reported hurt"
    if (word(clause.predicate, speech_word) && more > clause.predicate) return {more, more + 1};
    return {clause.predicate, clause.predicate + 1};
}

/// "with five | seriously injured": what is told of people right behind their number.
TokenRange Measured::told_behind(int at) const {
    int told = at;
    while (told < tree_.size() && told < at + 2 && tree_.tag[told] == Tag::RB) ++told;
    if (told >= tree_.size() || !word(told, people_word) || tree_.is_noun(told)) return {};
    return tree_.tag[told] == Tag::VBN || tree_.tag[told] == Tag::JJ ? TokenRange{at, told + 1} : TokenRange{};
}

/// "voted 66 to 27 to legalise it", "the bill passed by 230-197": what was voted on.
TokenRange Measured::voted(const Amount& amount, const Clause& clause) const {
    const int verb = clause.predicate;
    if (verb < 0) return {};
    for (int c = tree_.first_child[verb]; c >= 0; c = tree_.next_sibling[c])
        if (c > verb && is_one_of(tree_.dep[c], Dep::xcomp, Dep::advcl) && tree_.tag[c] == Tag::VB) return act(c);
    if (clause.object >= 0 && document_.mentions.amount_of_token[clause.object] < 0)
        return noun_phrase(tree_, clause.object, amount.tokens);
    if (clause.subject >= 0 && acts(clause.subject)) return {verb, verb + 1};
    return subject_phrase(clause, amount.tokens);
}

/// "12 people were killed": of people with no more to their name, what was done to them. -1: nothing told, or more to
/// say.
int Measured::fate_of(const Amount& amount, const Clause& clause) const {
    const int noun = amount.head;
    const bool plain = is_one_of(tree_.lower(noun), "people", "person", "persons", "others");
    const EntityIds& who = document_.mentions.of_head(noun);
    const bool people = plain || (who.size() == 1 && is_one_of(document_.mentions.entities[who[0]].type,
                                                               EntityType::people, EntityType::person));
    const bool placed = noun + 1 < tree_.size() && is_one_of(tree_.lower(noun + 1), "in", "on", "at", "near", "across");
    if (!people || (plain && !placed && noun_phrase(tree_, noun, amount.tokens).size() > 1)) return -1;
    if (!plain && clause.predicate >= 0 && tree_.lemma(clause.predicate) == "live")
        return -1;  // who they are says more
    for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
        if (c > noun && tree_.dep[c] == Dep::acl && word(c, people_word) && tree_.tag[c] == Tag::VBN) return c;
    const bool part = amount.tokens.end <= noun && tree_.head[noun] == clause.head;  // "two | of his victims died"
    const int one = part ? clause.head : noun;
    const bool theirs = clause.predicate >= 0 && tree_.head[one] == clause.predicate &&
                        is_one_of(tree_.dep[one], Dep::nsubj, Dep::nsubj_pass, Dep::obj);
    return theirs && tree_.is_verb(clause.predicate) && word(clause.predicate, people_word) ? clause.predicate : -1;
}

/// "The deaths are 14 civilians and one guard": the count is told of its subject.
bool Measured::told_of(const Clause& clause) const {
    int t = clause.head;
    for (int step = 0; step < 3 && t >= 0 && tree_.dep[t] == Dep::conj; ++step) t = tree_.head[t];
    return t >= 0 && (t == clause.predicate || tree_.child(t, Dep::cop) >= 0);
}

TokenRange Measured::changed(const Amount& amount, const Clause& clause) const {
    const int end = amount.tokens.end;
    for (int noun : {end < tree_.size() && tree_.is_noun(end) && word(end, up_word | down_word) ? end : -1,
                     word(clause.noun, up_word | down_word) ? clause.noun : -1}) {
        if (noun < 0) continue;
        for (int c = tree_.first_child[noun]; c >= 0; c = tree_.next_sibling[c])
            if (const int marker = tree_.child(c, Dep::case_);
                tree_.dep[c] == Dep::nmod && marker >= 0 && is_one_of(tree_.lower(marker), "in", "of") &&
                !amount.tokens.contains(c) && document_.mentions.time_of_token[c] < 0)
                return noun_phrase(tree_, c, amount.tokens);
    }
    if (end < tree_.size() && is_one_of(tree_.lower(end), "more", "fewer", "less") && tree_.head[end] > end &&
        tree_.is_noun(tree_.head[end])) {
        const TokenRange phrase = noun_phrase(tree_, tree_.head[end], amount.tokens);
        return {std::max(phrase.begin, end + 1), std::max(phrase.end, end + 2)};
    }
    const bool transitive = clause.object >= 0 && clause.predicate >= 0 && tree_.is_verb(clause.predicate);
    if (transitive) return noun_phrase(tree_, clause.object, amount.tokens);
    if (const TokenRange subject = subject_phrase(clause, amount.tokens); !subject.empty()) return subject;
    return clause.noun >= 0 ? noun_phrase(tree_, clause.noun, amount.tokens) : TokenRange{};
}

TokenRange Measured::subject_phrase(const Clause& clause, TokenRange own) const {
    int subject = clause.subject;
    if (subject < 0 || own.contains(subject)) return {};
    // Persons are not what is measured: "we aim for", "he promised to cut".
    if (is_one_of(tree_.lower(subject), "i", "we", "he", "she", "you", "who")) return {};
    if (is_one_of(tree_.lower(subject), "it", "they", "this", "that", "which")) {
        const bool relative = is(subject, "which") || (is(subject, "that") && clause.predicate >= 0 &&
                                                       tree_.dep[clause.predicate] == Dep::acl_relcl);
        const int pronoun = subject;
        subject = relative && clause.predicate >= 0 ? tree_.head[clause.predicate] : referent(document_, subject);
        if (subject < 0 && is(pronoun, "it")) subject = told_as(pronoun);
    }
    if (subject < 0 || own.contains(subject)) return {};
    if (tree_.is_verb(subject) && tree_.right[subject] - subject <= 6)  // "applying for a visa costs"
        return {subject, tree_.right[subject]};
    const TokenRange phrase = noun_phrase(tree_, subject, own);
    const int poss = tree_.child(subject, Dep::nmod_poss);  // "its total output" is "total output"
    if (poss >= 0 && tree_.tag[poss] == Tag::PRPS && phrase.begin == poss && phrase.size() > 2)
        return {poss + 1, phrase.end};
    return phrase;
}

}  // namespace dragoman::findings
