// The clauses beside a quotation that tell whose words it is: behind it, before it, above its paragraph.
#include "findings/statements/quote_cues.h"

#include <algorithm>

namespace dragoman::findings {
namespace {

bool in(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// "Ana Ruiz, director of the fund and a professor at Lima, said": the head of the name that the clause begins with, or
/// -1.
int name_before_apposition(const Reading& r, int cue, TokenRange clause) {
    const int m = clause.begin < cue ? r.mention_over[clause.begin] : -1;
    if (m < 0 || r.tree.tag[cue - 1] != Tag::COMMA || r.finite({clause.begin, cue})) return -1;
    const Mention& mention = r.mentions.mentions[m];
    const int comma = mention.tokens.end;
    const bool between = comma < cue - 1 && r.tree.tag[comma] == Tag::COMMA && mention.kind == MentionKind::name;
    return between && can_act(r, mention.entities) ? mention.head : -1;
}

/// The subject of a cue beside a quotation, also where the parser was led astray by the quotation.
Source speaker_beside(const Reading& r, int cue, TokenRange clause) {
    if (const int name = name_before_apposition(r, cue, clause); name >= 0)
        return {r.mentions.mentions[mention_at(r, name)].entities, name};
    const Subject subject = subject_of(r, cue);
    const bool near = clause.contains(subject.head) ||
                      (r.tree.tag[cue] == Tag::VBG && subject.head >= 0 && r.quote_of[subject.head] < 0);
    if (r.tree.tag[cue] == Tag::VBG &&
        (subject.head < 0 || is_thing(r, subject.head)))  // "X said …, further saying": X
        for (int t = cue - 1; t >= r.sentence(r.text.sentence_of(cue)).begin; --t)
            if (r.quote_of[t] < 0 && r.tree.tag[t] != Tag::VBG && speech_cue(r, t))
                if (const Subject main = subject_of(r, t); main.head >= 0 && !main.passive)
                    return source_of(r, main.head);
    return near && !subject.passive ? source_of(r, subject.head) : source_beside(r, cue, clause);
}

/// One word in marks between two of a name: Ana “Nia” Ruiz.
bool is_nickname(const Reading& r, int t) {
    return r.mention_over[t] >= 0 && r.quote_of[t] >= 0 && r.text.quotes[r.quote_of[t]].tokens.size() <= 3 &&
           r.mentions.mentions[r.mention_over[t]].tokens.contains(r.text.quotes[r.quote_of[t]].tokens.end + 1);
}

/// The comma that ends what stands behind a name between two: ", director of the fund and a professor at Lima, said";
/// `comma` where no cue follows one.
int end_of_apposition(const Reading& r, int comma, int end) {
    for (int t = comma + 1; t + 1 < end; ++t) {
        if (r.quote_of[t] >= 0 || r.finite({t, t + 1})) break;
        if (r.tree.tag[t] == Tag::COMMA && r.finite({t + 1, t + 2}) && speech_cue(r, t + 1)) return t;
    }
    return comma;
}

bool ends_line(const Reading& r, int t) {
    if (t + 1 >= r.size()) return true;
    return r.text.slice({r.text.tokens[t].end, r.text.tokens[t + 1].begin}).find('\n') != std::string_view::npos;
}

bool is_dash(std::string_view word) { return word == "―" || word == "—" || word == "–" || word == "--" || word == "-"; }

/// "A message that was read out by his envoy, Alma Duarte:" gives the words of who wrote it, through who read them.
QuoteCue message_read_out(const Reading& r, TokenRange lead) {
    QuoteCue found;
    for (int t = lead.end - 1; t > lead.begin; --t) {
        if (!r.tree.is_verb(t) || !in(r.tree.lemma(t), {"read", "deliver", "recite", "relay", "convey"})) continue;
        const int agent = r.tree.child(t, Dep::obl_agent);
        if (agent < 0 && r.tree.child(t, Dep::aux_pass) < 0) return found;
        for (int noun = t - 1; noun >= lead.begin; --noun) {
            if (r.lexicon.channel_at(r.tree, noun) != ChannelSort::document) continue;
            found.source = source_of(r, noun);
            if (found.source.speakers.empty()) return {};
            if (agent >= 0) found.through = entities_at(r, agent);
            found.cue = t;
            return found;
        }
        return found;
    }
    return found;
}

/// "Senator Ruiz issued the following statement on the treaty:"
QuoteCue announced(const Reading& r, TokenRange lead) {
    const Annotation& tree = r.tree;
    QuoteCue found;
    for (int t = lead.begin; t < lead.end; ++t) {
        if (!tree.is_verb(t) || !in(tree.lemma(t), {"issue", "release", "make", "give", "deliver", "send", "publish"}))
            continue;
        const int object = tree.child(t, Dep::obj);
        if (object < t || unreal(r, t)) continue;
        const bool words = r.lexicon.channel_at(tree, object) == ChannelSort::document ||
                           in(tree.lemma(object), {"remark", "comment", "announcement", "answer", "reply"});
        bool follows = false;
        for (int u = t + 1; u < object; ++u) follows = follows || in(tree.lower(u), {"following", "this", "these"});
        const Subject subject = words && follows ? subject_of(r, t) : Subject{};
        if (subject.head < 0 || subject.passive) continue;
        found.source = source_of(r, subject.head);
        if (!found.source.speakers.empty() && can_act(r, found.source.speakers)) found.cue = t;
        return found;
    }
    return found;
}

/// "Mr Ruiz's message to the union was as follows:"
QuoteCue as_follows(const Reading& r, TokenRange lead) {
    QuoteCue found;
    if (lead.size() < 5 || r.tree.lower(lead.end - 2) != "follows" || r.tree.lower(lead.end - 3) != "as") return found;
    for (int t = lead.begin; t < lead.end; ++t)
        if (r.lexicon.channel_at(r.tree, t) == ChannelSort::document) {
            found.source = source_of(r, t);
            if (!found.source.speakers.empty()) found.cue = lead.end - 2;
            return found;
        }
    return found;
}

/// "Ruiz had this to say about the fare: “…”": the subject of "have".
QuoteCue has_this_to_say(const Reading& r, TokenRange before) {
    QuoteCue found;
    for (int t = before.begin + 3; t < before.end; ++t) {
        if (r.tree.lower(t) != "say" || r.tree.tag[t - 1] != Tag::TO || !in(r.tree.lower(t - 2), {"this", "following"}))
            continue;
        int have = t - 3;
        while (have > before.begin && r.tree.lemma(have) != "have") --have;
        const Subject subject = subject_of(r, have);
        if (r.tree.lemma(have) != "have" || r.negated(have) || subject.head < 0) return found;
        found.source = source_of(r, subject.head);
        if (can_act(r, found.source.speakers)) found.cue = t;
        return found;
    }
    return found;
}

/// Whose words a noun for words names: "her message", "the reply from Lima", "a warning by the union".
int whose(const Reading& r, int noun) {
    if (const int owner = r.tree.child(noun, Dep::nmod_poss); owner >= 0) return owner;
    for (int c = r.tree.first_child[noun]; c >= 0; c = r.tree.next_sibling[c])
        if (const int mark = c > noun && r.tree.dep[c] == Dep::nmod ? r.tree.child(c, Dep::case_) : -1;
            mark >= 0 && in(r.tree.lower(mark), {"from", "by", "of"}))
            return c;
    return -1;
}

/// "Her message to the board was simple: “Stop.”", "The reply from Lima came at once: “…”", "His verdict: “…”": the
/// noun that the sentence tells of.
QuoteCue words_named(const Reading& r, TokenRange before) {
    if (before.size() < 3 || r.tree.lower(before.end - 1) != ":") return {};
    if (const QuoteCue found = has_this_to_say(r, before); found.cue >= 0) return found;
    QuoteCue found;
    for (int t = before.begin; t < before.end; ++t) {
        if (r.quote_of[t] >= 0 || (r.tree.is_verb(t) && r.finite({t, t + 1}) && speech_cue(r, t))) return found;
        if (!in(r.tree.lower(t), {"advice", "answer", "appeal", "conclusion", "message", "motto", "plea", "reply",
                                  "response", "slogan", "verdict", "warning"}))
            continue;
        const Dep dep = r.tree.dep[t];
        const int owner = dep == Dep::nsubj || r.tree.head[t] < 0 || dep == Dep::parataxis ? whose(r, t) : -1;
        if (owner < 0) return found;
        found.source = source_of(r, owner);
        if (can_act(r, found.source.speakers) && !found.source.first_person) found.cue = t;
        return found;
    }
    return found;
}

/// The speech verb `t` of words quoted beside it, none where nobody in `around` speaks.
QuoteCue cue_at(const Reading& r, int t, TokenRange around) {
    QuoteCue found;
    found.source = speaker_beside(r, t, around), found.through = quoted_through(r, t);
    if (found.source.head >= 0) found.cue = t;
    return found;
}

}  // namespace

QuoteCue cue_after(const Reading& r, TokenRange after) {
    QuoteCue found;
    after.end = std::min(after.end, after.begin + max_clause);
    for (int t = after.begin; t < after.end; ++t) {
        if (is_nickname(r, t)) continue;
        if (r.quote_of[t] >= 0) break;
        const bool per = t == after.begin && is_per(r.tree, t, t, after.end);
        if (per || (r.tree.lower(t) == "according" && t + 1 < after.end)) {
            int head = r.tree.head[t];
            if (head <= t || !after.contains(head)) head = t + 2 < after.end ? t + 2 : -1;
            found.cue = t, found.source = source_of(r, head);
            return found;
        }
        if (r.tree.tag[t] == Tag::CC || (r.tree.tag[t] == Tag::IN && t == after.begin)) break;
        if (r.tree.tag[t] == Tag::COMMA && t > after.begin && t + 1 < after.end && r.tree.tag[t + 1] == Tag::WP) {
            int close = t + 2;  // "Jan Novak, who leads the team, told reporters"
            while (close < after.end && r.tree.tag[close] != Tag::COMMA && r.quote_of[close] < 0) ++close;
            if (close + 1 < after.end && r.tree.tag[close] == Tag::COMMA && r.finite({close + 1, close + 2})) t = close;
            continue;
        }
        if (r.tree.tag[t] == Tag::COMMA && t > after.begin) t = end_of_apposition(r, t, after.end);
        if (!r.tree.is_verb(t)) continue;
        if (in(r.tree.lemma(t), {"quote", "cite"})) continue;
        if (!speech_cue(r, t) || r.negated(t)) {
            if (r.finite({t, t + 1}) && !in(r.tree.lemma(t), {"have", "be"})) break;
            continue;
        }
        return cue_at(r, t, after);
    }
    return found;
}

QuoteCue cue_before(const Reading& r, TokenRange before) {
    QuoteCue found;
    if (before.empty()) return found;
    if (found = words_named(r, before); found.cue >= 0) return found;
    const std::string_view last = r.tree.lower(before.end - 1);
    const bool colon = last == ":", comma = last == ",";
    const bool that = last == "that";
    for (int t = before.end - 1; t >= std::max(before.begin, before.end - max_clause); --t) {
        if (!r.tree.is_verb(t)) continue;
        const Cue* cue = speech_cue(r, t);
        const bool close = t == before.end - 1 || (that && t + 4 > before.end) || comma || colon;
        if (!cue || !close || r.negated(t) || (t > 0 && r.tree.tag[t - 1] == Tag::TO && !goes_on_to(r.tree, t))) {
            if (colon) continue;
            break;
        }
        return cue_at(r, t, before);
    }
    return found;
}

QuoteCue signature_after(const Reading& r, int dash) {
    QuoteCue found;
    if (dash + 1 >= r.size() || !is_dash(r.text.word(dash))) return found;
    const int m = r.mention_over[dash + 1];
    if (m < 0 || r.mentions.mentions[m].kind != MentionKind::name || r.mentions.mentions[m].tokens.begin > dash + 1)
        return found;
    int last = r.mentions.mentions[m].tokens.end - 1;
    const int farthest = std::min(r.size() - 1, last + 12);  // "— Ana Ruiz, the mayor of Lima"
    while (last < farthest && !ends_line(r, last) && r.quote_of[last + 1] < 0 && !r.finite({last + 1, last + 2}))
        ++last;
    if (ends_line(r, last)) found.source = source_of(r, r.mentions.mentions[m].head);
    return found;
}

bool signs(const Reading& r, TokenRange before) {
    return is_dash(r.text.word(before.begin)) && ends_line(r, before.end - 1);
}

QuoteCue answer_before(const Reading& r, TokenRange lead) {
    QuoteCue found;
    if (lead.size() > 14 || lead.empty() || r.tree.tag[lead.end - 1] != Tag::PERIOD) return found;
    for (int t = lead.begin; t < lead.end; ++t) {
        if (r.quote_of[t] >= 0) return {};
        if (!r.finite({t, t + 1})) continue;
        const Cue* cue = speech_cue(r, t);
        const bool bare = cue && cue->kind == "say" && r.tree.head[t] < 0 && !r.spent[t] && !unreal(r, t) &&
                          r.tree.child(t, Dep::ccomp) < 0 && r.tree.child(t, Dep::xcomp) < 0 &&
                          r.tree.child(t, Dep::obj) < 0 && r.tree.child(t, Dep::advcl) < 0 &&
                          !r.finite({t + 1, lead.end});
        if (!bare) return {};
        found.cue = t, found.source = speaker_beside(r, t, {lead.begin, t});
        if (found.source.speakers.empty() || !can_act(r, found.source.speakers)) found.cue = -1;
        return found;
    }
    return found;
}

QuoteCue cue_as_predicate(const Reading& r, TokenRange after) {
    QuoteCue found;
    if (after.size() < 4 || r.tree.lemma(after.begin) != "be") return found;
    if (!in(r.tree.lower(after.begin + 1), {"all", "what", "how"})) return found;
    for (int t = after.begin + 2; t < std::min(after.end, after.begin + max_clause); ++t) {
        if (r.quote_of[t] >= 0 || r.tree.tag[t] == Tag::COMMA) break;
        if (!r.tree.is_verb(t) || (r.tree.lemma(t) != "put" && !speech_cue(r, t))) continue;
        found.cue = t, found.source = source_beside(r, t, {after.begin + 2, t});
        if (found.source.head < 0 || r.negated(t)) found.cue = -1;
        break;
    }
    return found;
}

QuoteCue cue_repeated(const Reading& r, TokenRange after, const QuoteCue& first) {
    QuoteCue again;
    if (after.empty() || r.tree.lower(after.begin) != r.text.word(after.begin)) return again;  // another sentence
    again = cue_after(r, after);
    const bool alone = again.cue == after.begin || again.source.head == after.begin;  // not "when asked if he would"
    if (!alone || !r.tree.is_pronoun(again.source.head) || again.source.speakers != first.source.speakers)
        again.cue = -1;
    return again;
}

QuoteCue message_before(const Reading& r, TokenRange lead) {
    for (const auto& read : {message_read_out, announced, as_follows})
        if (const QuoteCue by = read(r, lead); by.cue >= 0) return by;
    return {};
}

}  // namespace dragoman::findings
