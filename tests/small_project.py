"""The small invented project: the office of Ruritania in 2030."""

REPORT = """\
report:
  id: ripo-2030-iv
  office: ripo
  title: {en: Yearbook of the Ruritanian Office 2030, zh: 鲁里坦尼亚知识产权局2030年年报}
  chapter: 4
  chapter_title: {en: Partners, zh: 合作伙伴}
  period: "2030"
  as_of: "2030-12-31"
  issued: "2031-03-01"
  version: "0.9"
  editions: [en, zh]
  key_figures: [trainee-count]
sections:
  - number: "1"
    title: {en: Meetings, zh: 会议}
  - number: "1.1"
    title: {en: Neighbours, zh: 周边国家}
units:
  - id: trainee
    label: {en: trainees, zh: 学员}
    count: {en: {one: "{n} trainee", other: "{n} trainees"}, zh: "{n}名学员"}
  - id: meeting
    label: {en: meetings, zh: 会议}
    ordinal: {en: "{n} Meeting", zh: "第{n}次会议"}
"""

REGISTRY = """\
organizations:
  - id: ripo
    kind: ip_office
    name: {en: Ruritanian Intellectual Property Office, zh: 鲁里坦尼亚知识产权局}
    short: {en: RIPO, zh: 鲁局}
    acronym: RIPO
    st3: LU
    economy: LU
    region: europe
  - id: gpo
    kind: ip_office
    name: {en: Graustark Patent Office, zh: 格劳斯塔克专利局}
    short: {en: GPO, zh: 格局}
    acronym: GPO
    st3: MT
    economy: MT
    region: europe
groups:
  - id: alps
    kind: framework
    name: {en: Alpine Dialogue, zh: 阿尔卑斯对话}
    members: [ripo, gpo]
    membership: complete
people:
  - id: rudolf-rassendyll
    name: {en: Rudolf Rassendyll, zh: 鲁道夫·拉森狄尔}
    posts:
      - {organization: ripo, title: {en: Director General, zh: 局长}}
  - id: yetive-lorry
    name: {en: Yetive Lorry, zh: 伊蒂芙·洛里}
    honorific: {en: Ms, zh: 女士}
    posts:
      - {organization: gpo, title: {en: President, zh: 局长}}
"""

CHAPTER = """\
paragraphs:
  - id: p-1-1-heads
    section: "1.1"
    text:
      en: >-
        In {heads-7.date:month}, {@rudolf-rassendyll:titled} met {@yetive-lorry:introduced} at the {heads-7}.
        A {mou-gpo} was signed and {trainee-count} of {@gpo} were trained.
      zh: >-
        {heads-7.date:month}，{@rudolf-rassendyll:titled}在{heads-7}上会见{@yetive-lorry:introduced}，
        签署{mou-gpo}，并为{@gpo}培训{trainee-count}。
engagements:
  - id: heads-7
    told: [p-1-1-heads]
    kind: heads_meeting
    session: {number: 7, unit: meeting}
    title: {en: "{.session} of the Heads of {@ripo:short} and {@gpo:short}", zh: "{@ripo:short}与{@gpo:short}局长{.session}"}
    date: "2030-05"
    participants:
      - {person: rudolf-rassendyll, role: head}
      - {person: yetive-lorry, role: head}
      - {organization: gpo}
    attendance: [trainee-count]
agreements:
  - id: mou-gpo
    told: [p-1-1-heads]
    kind: mou
    title: {en: memorandum of understanding on training, zh: 培训合作谅解备忘录}
    parties: [ripo, gpo]
    term: P5Y
    end: {basis: computed, date: "2035-05"}
    actions:
      - {kind: signed, on: "2030-05", engagement: heads-7}
figures:
  - id: trainee-count
    told: [p-1-1-heads]
    value: 56
    unit: trainee
    scope: {en: Trainees from abroad, zh: 外国学员人数}
    period: "2030"
photos:
  - id: photo-heads
    told: [p-1-1-heads]
    caption: {en: "The {heads-7}", zh: "{heads-7}"}
    shows: [heads-7]
"""

FILES = {"report.yaml": REPORT, "registry.yaml": REGISTRY, "sections/01.yaml": CHAPTER}
