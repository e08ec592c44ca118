"""The whole small template of the format's decisions."""

SMALL = """\
template: incidentrapport
title: Incidentrapport
languages: [sv]

start:
  purpose: Har du sett eller hört något i skolan som kan vara kränkande? Berätta här.
  urgent: Ring 112 om någon är i fara.

lists:
  plats:
    klassrum: Klassrum
    korridor: Korridor eller hall
    digitalt: {label: Digitalt, from: 2020-01-01}
  arskurs:
    "4": Årskurs 4
    "5": Årskurs 5
  vem:
    elev: En elev
    personal: Någon i personalen
    rektor: Rektor eller skolledning

form:
  pages:
    var:
      title: Var hände det?
      questions:
        enhet:
          type: unit
          label: Vilken skola gäller det?
          routes: true                      # the unit whose functions get the report
          statistics: true
        plats:
          type: choice
          label: Var hände det?
          options: {list: plats}
          statistics: true
        kanal:
          type: text
          label: I vilken app eller på vilken sida?
          show_if: {plats: digitalt}
          optional: true
          personal: false
        beskrivning:
          type: long_text
          label: Vad hände?
          expect: 200                       # characters, for the time estimate
    utsatt:
      title: Vem blev utsatt?
      repeat: {min: 1, max: 10, item: Elev}
      questions:
        utsatt_namn:
          type: text
          label: Elevens namn
          personal: true
        utsatt_arskurs:
          type: choice
          label: Årskurs
          options: {list: arskurs}
          statistics: true
    utovare:
      title: Vem gjorde det?
      repeat: {min: 1, max: 10, item: Person}
      questions:
        utovare_vem:
          type: choice
          label: Vem?
          options: {list: vem}
          statistics: true
        utovare_namn:
          type: text
          label: Namn, om du vet
          optional: true
          personal: true

cases: {start: on_submit, one_per: utsatt}

functions:
  head_teacher: Rektor
  investigator: Utredare
  area_manager: Verksamhetschef
  organiser: {label: Huvudman, held_by: organisation}

routing:
  - when: {utovare_vem: {includes: rektor}}
    to: area_manager
    never_to: [head_teacher]
  - to: head_teacher

forms:
  samtal:
    title: Samtal
    questions:
      med:
        type: choice
        label: Samtal med
        options:
          utsatt: Eleven som blev utsatt
          utovare: Den som gjorde det
      vad:
        type: long_text
        label: Vad kom fram?
        personal: true
  analys:
    title: Analys
    questions:
      slutsats:
        type: long_text
        label: Vad visade utredningen?
        personal: true

workflow:
  huvudman:
    kind: notice
    title: Huvudmannen underrättas
    to: organiser
    before: decisions
  stallningstagande:
    kind: decision
    title: Ställningstagande
    by: receiver                            # the function that routing chose
    due: {days: 2, calendar: school, latest: 14 days}
    outcomes:
      utred: {label: Beslut om vidare utredning, assign: investigator, go: utredning}
      avsluta: {label: Utredningen avslutas, reason: required, go: close}
  utredning:
    kind: group
    title: Utredning
    due: {days: 10, calendar: school}
    steps:
      samtal: {kind: form, form: samtal, by: investigator, repeat: true}
      personalsteg: {kind: form, form: analys, by: area_manager, when: {utovare_vem: {includes: [personal, rektor]}}}
  analys: {kind: form, form: analys, by: investigator}

reports:
  var_och_vem:
    title: Var händer det, och vem gör det?
    count: submissions
    rows: plats
    columns: utovare_vem
    filters: [enhet, period, utsatt_arskurs]
    schedule: {every: month, to: organiser}

retention: {keep: 5 years, from: closed, decision: Informationshanteringsplan 3.2}

examples:
  - name: två utsatta, rektor inblandad
    answers:
      enhet: grundskola
      plats: korridor
      beskrivning: Knuffades.
      utsatt: [{utsatt_namn: A, utsatt_arskurs: "4"}, {utsatt_namn: B, utsatt_arskurs: "5"}]
      utovare: [{utovare_vem: rektor}]
    expect: {accepted: true, cases: 2, mailbox: area_manager@grundskola}
"""
