SELECT
  "claim",
  "day",
  "line",
  "line__outcome" AS "reason",
  CASE
    WHEN "part_21"
    THEN 0
    WHEN "has_charge"
    THEN LEAST("line__adjusted", "charge")
    ELSE "line__adjusted"
  END AS "amount"
FROM (
  SELECT
    "claim",
    "line",
    "day",
    "has_charge",
    "line__outcome",
    "part_21",
    "charge",
    CASE
      WHEN (
        "participation__amount" + 500000000000000
      ) < 302231454903657293676544
      THEN CAST((
        "participation__amount" + 500000000000000
      ) >> 15 AS BIGINT) // 30517578125
      ELSE CAST((
        "participation__amount" + 500000000000000
      ) // 1000000000000000 AS BIGINT)
    END AS "line__adjusted"
  FROM (
    SELECT
      "claim",
      "line",
      "day",
      "has_charge",
      "line__outcome",
      "part_21",
      "charge",
      (
        CASE
          WHEN "part_10"
          THEN CAST("anesthesia__amount" AS INT128) * 10000000
          ELSE CASE
            WHEN "part_28"
            THEN CAST("part_54" AS INT128) * 100000 + GREATEST("opps_cap__amount" - CAST("part_54" AS INT128), CAST(0 AS INT128)) * CAST("part_55" AS INT128)
            ELSE "opps_cap__amount" * 100000
          END * CAST("roles__share" AS INT128)
        END * CAST("practitioner__share" AS INT128)
      ) * CAST("part_56" AS INT128) AS "participation__amount"
    FROM (
      SELECT
        "claim",
        "line",
        "day",
        "has_charge",
        "part_10",
        "line__outcome",
        "part_21",
        "anesthesia__amount",
        "part_28",
        "opps_cap__amount",
        "part_55",
        "roles__share",
        "practitioner__share",
        "part_56",
        "charge",
        CAST(LEAST(
          "opps_cap__amount",
          CAST(GREATEST("part_53" * 100 - "imaging__professional_cut", 0) AS INT128)
        ) AS BIGINT) AS "part_54"
      FROM (
        SELECT
          "claim",
          "line",
          "day",
          "has_charge",
          "part_10",
          "line__outcome",
          "part_21",
          "anesthesia__amount",
          "part_28",
          "imaging__professional_cut",
          "part_53",
          "part_55",
          "roles__share",
          "practitioner__share",
          "part_56",
          "charge",
          CASE
            WHEN "part_31"
            THEN "imaging__amount"
            WHEN "part_42"
            THEN GREATEST(
              (
                "imaging__amount" - CAST("part_50" * GREATEST("bilateral__procedures" - "imaging__technical_later", 0) AS INT128) * 100
              ) - CAST("part_51" * "imaging__technical_later" AS INT128),
              CAST(0 AS INT128)
            )
            ELSE CAST(CAST(LEAST("imaging__amount", CAST("part_52" AS INT128) * 100) AS BIGINT) AS INT128)
          END AS "opps_cap__amount"
        FROM (
          SELECT
            "claim",
            "line",
            "day",
            "has_charge",
            "part_10",
            "bilateral__procedures",
            "line__outcome",
            "part_21",
            "anesthesia__amount",
            "part_28",
            "part_31",
            "part_42",
            "imaging__technical_later",
            "imaging__professional_cut",
            "part_50",
            "part_51",
            "part_52",
            "part_53",
            "part_55",
            "roles__share",
            "practitioner__share",
            "part_56",
            "charge",
            CASE
              WHEN "therapy__leads"
              THEN CAST("therapy__amount" AS INT128) * 1000
              ELSE GREATEST(
                (
                  "multiple_surgery__amount" - CAST("part_40" * "imaging__technical_later" AS INT128)
                ) - CAST("imaging__professional_cut" AS INT128),
                CAST(0 AS INT128)
              )
            END AS "imaging__amount"
          FROM (
            SELECT
              "claim",
              "line",
              "day",
              "has_charge",
              "part_10",
              "bilateral__procedures",
              "line__outcome",
              "part_21",
              "anesthesia__amount",
              "part_28",
              "part_31",
              "therapy__leads",
              "therapy__amount",
              "multiple_surgery__amount",
              "part_40",
              "part_42",
              "part_50",
              "part_51",
              "part_52",
              "part_53",
              "part_55",
              "roles__share",
              "practitioner__share",
              "part_56",
              "charge",
              CASE
                WHEN "part_42"
                THEN CASE WHEN "part_44" THEN "part_33" ELSE "bilateral__procedures" END
                ELSE 0
              END AS "imaging__technical_later",
              CASE
                WHEN "part_41"
                THEN "part_46" * CASE WHEN "part_48" THEN "part_33" ELSE "bilateral__procedures" END
                ELSE 0
              END AS "imaging__professional_cut"
            FROM (
              SELECT
                "claim",
                "line",
                "day",
                "has_charge",
                "part_10",
                "bilateral__procedures",
                "line__outcome",
                "part_21",
                "anesthesia__amount",
                "part_28",
                "part_31",
                "therapy__leads",
                "therapy__amount",
                "part_33",
                "multiple_surgery__amount",
                "part_40",
                "part_41",
                "part_42",
                "part_46",
                "part_50",
                "part_51",
                "part_52",
                "part_53",
                "part_55",
                "roles__share",
                "practitioner__share",
                "part_56",
                "charge",
                "part_43" AND SUM(CASE WHEN "part_43" THEN 1 ELSE 0 END) OVER "w1" = 1 AS "part_44",
                "part_47" AND SUM(CASE WHEN "part_47" THEN 1 ELSE 0 END) OVER "w2" = 1 AS "part_48"
              FROM (
                SELECT
                  "claim",
                  "line",
                  "day",
                  "has_charge",
                  "multiple",
                  "part_10",
                  "bilateral__procedures",
                  "line__outcome",
                  "part_21",
                  "anesthesia__amount",
                  "part_28",
                  "part_31",
                  "therapy__leads",
                  "therapy__amount",
                  "part_33",
                  "part_38",
                  "part_40",
                  "part_41",
                  "part_42",
                  "imaging__family",
                  "part_43",
                  "part_45",
                  "part_46",
                  "part_47",
                  "part_50",
                  "part_51",
                  "part_52",
                  "part_53",
                  "part_55",
                  "roles__share",
                  "practitioner__share",
                  "part_56",
                  "charge",
                  CASE
                    WHEN "multiple_surgery__is_ranked" AND "endoscopy__leads"
                    THEN CAST(CASE
                      WHEN "part_20"
                      THEN 0
                      ELSE CASE
                        WHEN "endoscopy__leads"
                        THEN "split_care__item_fee" + "part_32" * "part_33"
                        ELSE "part_32" * "bilateral__procedures"
                      END
                    END AS INT128) * CAST("multiple_surgery__share" AS INT128)
                    WHEN "multiple_surgery__is_ranked"
                    THEN CAST("split_care__item_fee" * "multiple_surgery__share" AS INT128)
                    ELSE CAST("split_care__item_fee" * "bilateral__procedures" AS INT128) * 100
                  END AS "multiple_surgery__amount"
                FROM (
                  SELECT
                    "claim",
                    "line",
                    "day",
                    "has_charge",
                    "multiple",
                    "part_10",
                    "multiple_surgery__is_ranked",
                    "endoscopy__leads",
                    "bilateral__procedures",
                    "part_20",
                    "line__outcome",
                    "anesthesia__amount",
                    "part_28",
                    "part_31",
                    "therapy__leads",
                    "therapy__amount",
                    "split_care__item_fee",
                    "part_32",
                    "part_33",
                    "part_38",
                    "part_40",
                    "part_41",
                    "part_42",
                    "imaging__family",
                    "part_43",
                    "part_45",
                    "part_46",
                    "part_47",
                    "part_50",
                    "part_51",
                    "part_52",
                    "part_53",
                    "part_55",
                    "roles__share",
                    "practitioner__share",
                    "part_56",
                    "charge",
                    NOT (
                      "line__outcome" = 0
                      OR "line__outcome" = 68
                      OR "line__outcome" = 21
                      OR "line__outcome" = 22
                      OR "line__outcome" = 18
                    ) AS "part_21",
                    LEAST(
                      GREATEST(
                        CASE
                          WHEN "multiple_surgery__position" <= 0
                          THEN 0
                          WHEN "multiple_surgery__position" <= 1
                          THEN 100
                          WHEN "part_34"
                          THEN 150 + 25 * GREATEST("multiple_surgery__position" - 2, 0)
                          ELSE (
                            10 + 5 * GREATEST("multiple_surgery__position" - 1, 0)
                          ) * 10
                        END - CASE
                          WHEN "part_35" <= 0
                          THEN 0
                          WHEN "part_35" <= 1
                          THEN 100
                          WHEN "part_34"
                          THEN 150 + 25 * GREATEST("part_35" - 2, 0)
                          ELSE (
                            10 + 5 * GREATEST("part_35" - 1, 0)
                          ) * 10
                        END,
                        0
                      ),
                      "part_19" * 100
                    ) AS "multiple_surgery__share"
                  FROM (
                    SELECT
                      "claim",
                      "line",
                      "day",
                      "has_charge",
                      "multiple",
                      "part_10",
                      "multiple_surgery__is_ranked",
                      "endoscopy__leads",
                      "bilateral__procedures",
                      "part_19",
                      "multiple_surgery__position",
                      "part_20",
                      "anesthesia__amount",
                      "part_28",
                      "part_31",
                      "therapy__leads",
                      "therapy__amount",
                      "split_care__item_fee",
                      "part_32",
                      "part_33",
                      "part_34",
                      "part_38",
                      "part_40",
                      "part_41",
                      "part_42",
                      "imaging__family",
                      "part_43",
                      "part_45",
                      "part_46",
                      "part_47",
                      "part_50",
                      "part_51",
                      "part_52",
                      "part_53",
                      "part_55",
                      "roles__share",
                      "practitioner__share",
                      "part_56",
                      "charge",
                      CASE
                        WHEN NOT "part_16"
                        THEN "line__checks"
                        WHEN "part_17" AND NOT (
                          "line__competes" AND "part_17"
                        )
                        THEN 60
                        WHEN "part_3" AND "part_18" AND "row" = ''
                        THEN 15
                        WHEN "multiple_surgery__is_ranked" AND "multiple_surgery__position" > 5
                        THEN 28
                        WHEN "endoscopy__leads"
                        AND "endoscopy__base_fee" = 0
                        AND (
                          "part_20" OR "bilateral__procedures" > 1
                        )
                        THEN 67
                        WHEN "patient_share"
                        THEN 68
                        WHEN "mod_50" AND "bilateral" IN ('0', '2')
                        THEN 22
                        WHEN (
                          "part_2" AND "na_facility"
                        ) OR (
                          NOT "part_2" AND "na_nonfacility"
                        )
                        THEN 18
                        ELSE 0
                      END AS "line__outcome",
                      GREATEST("multiple_surgery__position" - "part_19", 0) AS "part_35"
                    FROM (
                      SELECT
                        "claim",
                        "line",
                        "day",
                        "bilateral",
                        "has_charge",
                        "mod_50",
                        "multiple",
                        "na_facility",
                        "na_nonfacility",
                        "patient_share",
                        "row",
                        "part_2",
                        "part_3",
                        "part_10",
                        "line__checks",
                        "part_16",
                        "part_17",
                        "line__competes",
                        "part_18",
                        "multiple_surgery__is_ranked",
                        "endoscopy__leads",
                        "bilateral__procedures",
                        "part_19",
                        "endoscopy__base_fee",
                        "part_20",
                        "anesthesia__amount",
                        "part_28",
                        "part_31",
                        "therapy__leads",
                        "therapy__amount",
                        "split_care__item_fee",
                        "part_32",
                        "part_33",
                        "part_34",
                        "part_38",
                        "part_40",
                        "part_41",
                        "part_42",
                        "imaging__family",
                        "part_45",
                        "part_46",
                        "part_47",
                        "part_50",
                        "part_51",
                        "part_52",
                        "part_53",
                        "part_55",
                        "roles__share",
                        "practitioner__share",
                        "part_56",
                        "charge",
                        CASE WHEN "multiple_surgery__is_ranked" THEN "part_19" ELSE 0 END AS "multiple_surgery__position",
                        "part_42" AND "part_38" > 0 AS "part_43"
                      FROM (
                        SELECT
                          "claim",
                          "line",
                          "day",
                          "bilateral",
                          "has_charge",
                          "mod_50",
                          "multiple",
                          "na_facility",
                          "na_nonfacility",
                          "patient_share",
                          "row",
                          "part_2",
                          "part_3",
                          "part_10",
                          "line__checks",
                          "part_16",
                          "part_17",
                          "line__competes",
                          "part_18",
                          "multiple_surgery__is_ranked",
                          "endoscopy__leads",
                          "bilateral__procedures",
                          "endoscopy__base_fee",
                          "part_28",
                          "part_31",
                          "therapy__leads",
                          "split_care__item_fee",
                          "part_32",
                          "part_33",
                          "part_34",
                          "part_38",
                          "part_40",
                          "part_41",
                          "imaging__family",
                          "part_45",
                          "part_46",
                          "part_50",
                          "part_51",
                          "part_52",
                          "part_53",
                          "part_55",
                          "roles__share",
                          "practitioner__share",
                          "part_56",
                          "charge",
                          CASE WHEN "endoscopy__leads" THEN 1 ELSE "bilateral__procedures" END AS "part_19",
                          NOT "endoscopy__leads" AS "part_20",
                          (
                            CASE
                              WHEN "mod_AD"
                              THEN 30
                              WHEN "anesthesia__leads" OR (
                                "part_22" AND "part_27"
                              )
                              THEN "base_units" + (
                                (
                                  2 * CAST(10 AS BIGINT) * CASE
                                    WHEN "part_27"
                                    THEN "minutes"
                                    ELSE CASE WHEN "anesthesia__leads" THEN "minutes" ELSE 0 END
                                  END + CAST(15 AS BIGINT)
                                ) // (
                                  2 * CAST(15 AS BIGINT)
                                )
                              )
                              WHEN "part_22" AND "part_24"
                              THEN "base_units"
                              ELSE 0
                            END * CAST("anesthesia_factor" AS BIGINT)
                          ) * CASE WHEN "mod_QK" OR "mod_QX" OR "mod_QY" THEN CAST(5 AS BIGINT) ELSE 10 END AS "anesthesia__amount",
                          CASE
                            WHEN "therapy__leads"
                            THEN "base__fee" + (
                              (
                                (
                                  (
                                    "part_14" * 10 + (
                                      "setting__practice_expense" * 5
                                    ) * "pe_gpci"
                                  ) + "part_15" * 10
                                ) * "factor" + 50000000
                              ) // 100000000
                            ) * GREATEST("units" - 1, 0)
                            ELSE 0
                          END AS "therapy__amount",
                          "part_41" OR (
                            "line__competes" AND "multiple" IN ('6', '7')
                          ) AS "part_42",
                          "part_41" AND "part_45" > 0 AS "part_47"
                        FROM (
                          SELECT
                            "claim",
                            "line",
                            "day",
                            "anesthesia_factor",
                            "bilateral",
                            "has_charge",
                            "mod_50",
                            "mod_AD",
                            "mod_QK",
                            "mod_QX",
                            "mod_QY",
                            "multiple",
                            "na_facility",
                            "na_nonfacility",
                            "patient_share",
                            "row",
                            "units",
                            "part_2",
                            "part_3",
                            "part_10",
                            "factor",
                            "part_14",
                            "setting__practice_expense",
                            "pe_gpci",
                            "part_15",
                            "base__fee",
                            "line__checks",
                            "part_16",
                            "part_17",
                            "line__competes",
                            "part_18",
                            "bilateral__procedures",
                            "endoscopy__base_fee",
                            "part_22",
                            "part_24",
                            "part_27",
                            "base_units",
                            "minutes",
                            "part_28",
                            "part_31",
                            "split_care__item_fee",
                            "part_32",
                            "part_33",
                            "part_34",
                            "part_38",
                            "part_40",
                            "imaging__family",
                            "part_45",
                            "part_46",
                            "part_50",
                            "part_51",
                            "part_52",
                            "part_53",
                            "part_55",
                            "roles__share",
                            "practitioner__share",
                            "part_56",
                            "charge",
                            "line__competes"
                            AND "multiple" IN ('1', '2', '3')
                            AND NOT "mod_78"
                            AND NOT (
                              (
                                "mod_55" OR "mod_56"
                              ) AND NOT "mod_54"
                            ) AS "multiple_surgery__is_ranked",
                            "line__competes" AND "multiple" = '3' AND NOT "mod_78" AS "endoscopy__leads",
                            "part_22" AND NOT "part_24" AND NOT "part_26" AS "anesthesia__leads",
                            "line__competes" AND "multiple" = '5' AS "therapy__leads",
                            "line__competes" AND "part_39" AND NOT "part_25" AS "part_41"
                          FROM (
                            SELECT
                              "claim",
                              "line",
                              "day",
                              "anesthesia_factor",
                              "bilateral",
                              "has_charge",
                              "mod_50",
                              "mod_54",
                              "mod_55",
                              "mod_56",
                              "mod_78",
                              "mod_AD",
                              "mod_QK",
                              "mod_QX",
                              "mod_QY",
                              "multiple",
                              "na_facility",
                              "na_nonfacility",
                              "patient_share",
                              "row",
                              "units",
                              "part_2",
                              "part_3",
                              "part_10",
                              "factor",
                              "part_14",
                              "setting__practice_expense",
                              "pe_gpci",
                              "part_15",
                              "base__fee",
                              "line__checks",
                              "part_16",
                              "part_17",
                              "part_18",
                              "bilateral__procedures",
                              "endoscopy__base_fee",
                              "part_24",
                              "part_25",
                              "part_26",
                              "part_27",
                              "base_units",
                              "minutes",
                              "part_28",
                              "part_31",
                              "split_care__item_fee",
                              "part_33",
                              "part_34",
                              "part_38",
                              "part_39",
                              "part_40",
                              "imaging__family",
                              "part_45",
                              "part_46",
                              "part_50",
                              "part_52",
                              "part_53",
                              "part_55",
                              "roles__share",
                              "practitioner__share",
                              "part_56",
                              "charge",
                              (
                                "part_16" OR "line__checks" = 29 OR "line__checks" = 30 OR "line__checks" = 31
                              )
                              AND "part_13" AS "line__competes",
                              "part_10" AND "part_16" AND NOT "mod_AD" AS "part_22",
                              GREATEST("split_care__item_fee" - "endoscopy__base_fee" * 10, 0) AS "part_32",
                              GREATEST((
                                "bilateral__fee" * 100 - "part_40"
                              ) - "part_49" * 100, 0) AS "part_51"
                            FROM (
                              SELECT
                                "claim",
                                "line",
                                "day",
                                "anesthesia_factor",
                                "bilateral",
                                "has_charge",
                                "mod_50",
                                "mod_54",
                                "mod_55",
                                "mod_56",
                                "mod_78",
                                "mod_AD",
                                "mod_QK",
                                "mod_QX",
                                "mod_QY",
                                "multiple",
                                "na_facility",
                                "na_nonfacility",
                                "patient_share",
                                "row",
                                "units",
                                "part_2",
                                "part_3",
                                "part_10",
                                "part_13",
                                "factor",
                                "part_14",
                                "setting__practice_expense",
                                "pe_gpci",
                                "part_15",
                                "base__fee",
                                "line__checks",
                                "part_17",
                                "part_18",
                                "bilateral__procedures",
                                "endoscopy__base_fee",
                                "part_24",
                                "part_25",
                                "part_26",
                                "part_27",
                                "base_units",
                                "minutes",
                                "part_28",
                                "part_31",
                                "bilateral__fee",
                                "part_33",
                                "part_34",
                                "part_38",
                                "part_39",
                                "imaging__family",
                                "part_45",
                                "part_49",
                                "part_55",
                                "roles__share",
                                "practitioner__share",
                                "part_56",
                                "charge",
                                "line__checks" = 0 AS "part_16",
                                CASE
                                  WHEN "part_9"
                                  THEN (
                                    (
                                      "bilateral__fee" * "split_care__share" + 500
                                    ) // 1000
                                  ) * 10
                                  ELSE "bilateral__fee"
                                END AS "split_care__item_fee",
                                "part_38" * (
                                  100 - CASE WHEN "part_39" THEN CAST(50 AS BIGINT) WHEN "multiple" = '6' THEN 75 ELSE 80 END
                                ) AS "part_40",
                                "part_45" * (
                                  CAST(100 AS BIGINT) - 95
                                ) AS "part_46",
                                GREATEST("bilateral__fee" - "part_49", 0) AS "part_50",
                                "part_49" * "bilateral__procedures" AS "part_52",
                                "part_45" * "bilateral__procedures" AS "part_53"
                              FROM (
                                SELECT
                                  "claim",
                                  "line",
                                  "day",
                                  "anesthesia_factor",
                                  "bilateral",
                                  "has_charge",
                                  "mod_50",
                                  "mod_54",
                                  "mod_55",
                                  "mod_56",
                                  "mod_78",
                                  "mod_AD",
                                  "mod_QK",
                                  "mod_QX",
                                  "mod_QY",
                                  "multiple",
                                  "na_facility",
                                  "na_nonfacility",
                                  "patient_share",
                                  "row",
                                  "units",
                                  "part_2",
                                  "part_3",
                                  "part_9",
                                  "split_care__share",
                                  "part_10",
                                  "part_13",
                                  "factor",
                                  "part_14",
                                  "setting__practice_expense",
                                  "pe_gpci",
                                  "part_15",
                                  "base__fee",
                                  "part_17",
                                  "part_18",
                                  "bilateral__procedures",
                                  "endoscopy__base_fee",
                                  "part_24",
                                  "part_25",
                                  "part_26",
                                  "part_27",
                                  "base_units",
                                  "minutes",
                                  "part_28",
                                  "part_34",
                                  "part_39",
                                  "imaging__family",
                                  "part_55",
                                  "roles__share",
                                  "practitioner__share",
                                  "part_56",
                                  "charge",
                                  CASE
                                    WHEN "release_missing"
                                    THEN CAST(2 AS BIGINT)
                                    WHEN NOT "row_found" AND NOT "component_missing"
                                    THEN 1
                                    WHEN "units" < 1
                                    THEN 5
                                    WHEN "unknown_modifier"
                                    THEN 6
                                    WHEN "mod_GY"
                                    THEN 8
                                    WHEN "mod_GZ"
                                    THEN 9
                                    WHEN "unmodelled_modifier"
                                    THEN 7
                                    WHEN "mod_73" OR "mod_74"
                                    THEN 32
                                    WHEN NOT "place_known"
                                    THEN 10
                                    WHEN NOT "place_setting" IN ('facility', 'nonfacility')
                                    THEN 11
                                    WHEN "mod_26" AND "mod_TC"
                                    THEN 13
                                    WHEN "component_missing"
                                    THEN 12
                                    WHEN "status" = 'B'
                                    THEN 47
                                    WHEN "status" = 'C'
                                    THEN 48
                                    WHEN "status" = 'D'
                                    THEN 49
                                    WHEN "status" = 'E'
                                    THEN 50
                                    WHEN "status" = 'F'
                                    THEN 51
                                    WHEN "status" = 'G'
                                    THEN 52
                                    WHEN "status" = 'H'
                                    THEN 53
                                    WHEN "status" = 'I'
                                    THEN 54
                                    WHEN "status" = 'M'
                                    THEN 56
                                    WHEN "status" = 'N'
                                    THEN 57
                                    WHEN "status" = 'P'
                                    THEN 58
                                    WHEN "status" = 'X'
                                    THEN 59
                                    WHEN (
                                      "mod_TC" OR "part_1"
                                    ) AND "part_3"
                                    THEN 14
                                    WHEN "pctc" = '5' AND "part_3"
                                    THEN 63
                                    WHEN "pctc" = '7' AND "part_3" AND "provider" = 'therapist'
                                    THEN 64
                                    WHEN "pctc" = '8' AND NOT "part_3"
                                    THEN 65
                                    WHEN "provider" IN ('MFT', 'MHC')
                                    AND CASE WHEN "day" >= CAST('2024-01-01' AS DATE) THEN CAST(1 AS BIGINT) ELSE 0 END = 0
                                    THEN 66
                                    WHEN "part_4" AND "bilateral" = '9'
                                    THEN 19
                                    WHEN "mod_50" AND "part_5" AND "units" > 1
                                    THEN 20
                                    WHEN "part_4" AND "units" > 2
                                    THEN 20
                                    WHEN (
                                      "part_6" AND (
                                        "mod_62" OR "mod_66"
                                      )
                                    ) OR (
                                      "mod_62" AND "mod_66"
                                    )
                                    THEN 42
                                    WHEN "part_6" AND "assistant" = '9'
                                    THEN 35
                                    WHEN "part_6" AND "assistant" = '1'
                                    THEN 33
                                    WHEN "part_6" AND "assistant" = '0'
                                    THEN 34
                                    WHEN "mod_62" AND "co_surgeon" = '9'
                                    THEN 38
                                    WHEN "mod_62" AND "co_surgeon" = '0'
                                    THEN 36
                                    WHEN "mod_62" AND "co_surgeon" = '1'
                                    THEN 37
                                    WHEN "mod_66" AND "team" = '9'
                                    THEN 41
                                    WHEN "mod_66" AND "team" = '0'
                                    THEN 40
                                    WHEN "mod_66"
                                    THEN 39
                                    WHEN "part_7" AND NOT "part_8"
                                    THEN 23
                                    WHEN "mod_78" AND "part_7"
                                    THEN 23
                                    WHEN "part_9" AND "part_8" AND "split_care__share" = 0
                                    THEN 17
                                    WHEN "part_10" AND NOT "has_anesthesia_factor"
                                    THEN 45
                                    WHEN "part_11" AND NOT "has_base_units"
                                    THEN 43
                                    WHEN "part_11" AND NOT "part_12" AND NOT "has_minutes"
                                    THEN 44
                                    WHEN "locality_missing"
                                    THEN 3
                                    WHEN "part_13" AND "factor" = 0
                                    THEN 61
                                    WHEN "part_13" AND "base__fee" = 0
                                    THEN 4
                                    WHEN "parts_missing"
                                    THEN 62
                                    WHEN "mod_22"
                                    THEN 29
                                    WHEN "mod_52"
                                    THEN 30
                                    WHEN "mod_53" AND NOT "has_row_53"
                                    THEN 31
                                    ELSE 0
                                  END AS "line__checks",
                                  NOT (
                                    "opps_cap__fee" > 0
                                  ) AS "part_31",
                                  "base__fee" * "bilateral__item_sides" AS "bilateral__fee",
                                  GREATEST("bilateral__procedures" - 1, 0) AS "part_33",
                                  CASE
                                    WHEN "part_36"
                                    THEN 0
                                    WHEN "part_37"
                                    THEN "base__fee"
                                    WHEN "part_18"
                                    THEN (
                                      (
                                        (
                                          (
                                            CAST("tc_work" AS BIGINT) * 1
                                          ) * "work_gpci" + CASE
                                            WHEN "part_2"
                                            THEN CAST("tc_pe_facility" AS BIGINT)
                                            ELSE CAST("tc_pe_nonfacility" AS BIGINT)
                                          END * "pe_gpci"
                                        ) + CAST("tc_mp" AS BIGINT) * "mp_gpci"
                                      ) * "factor" + 5000000
                                    ) // 10000000
                                    ELSE 0
                                  END * "bilateral__item_sides" AS "part_38",
                                  CASE
                                    WHEN "part_37"
                                    THEN 0
                                    WHEN "part_36"
                                    THEN "base__fee"
                                    WHEN "part_18"
                                    THEN (
                                      (
                                        (
                                          (
                                            CAST("pc_work" AS BIGINT) * 1
                                          ) * "work_gpci" + CASE
                                            WHEN "part_2"
                                            THEN CAST("pc_pe_facility" AS BIGINT)
                                            ELSE CAST("pc_pe_nonfacility" AS BIGINT)
                                          END * "pe_gpci"
                                        ) + CAST("pc_mp" AS BIGINT) * "mp_gpci"
                                      ) * "factor" + 5000000
                                    ) // 10000000
                                    ELSE "base__fee"
                                  END * "bilateral__item_sides" AS "part_45",
                                  "opps_cap__fee" * "bilateral__item_sides" AS "part_49"
                                FROM (
                                  SELECT
                                    "claim",
                                    "line",
                                    "day",
                                    "anesthesia_factor",
                                    "assistant",
                                    "bilateral",
                                    "co_surgeon",
                                    "component_missing",
                                    "has_anesthesia_factor",
                                    "has_base_units",
                                    "has_charge",
                                    "has_minutes",
                                    "has_row_53",
                                    "locality_missing",
                                    "mod_22",
                                    "mod_26",
                                    "mod_50",
                                    "mod_52",
                                    "mod_53",
                                    "mod_54",
                                    "mod_55",
                                    "mod_56",
                                    "mod_62",
                                    "mod_66",
                                    "mod_73",
                                    "mod_74",
                                    "mod_78",
                                    "mod_AD",
                                    "mod_GY",
                                    "mod_GZ",
                                    "mod_QK",
                                    "mod_QX",
                                    "mod_QY",
                                    "mod_TC",
                                    "multiple",
                                    "na_facility",
                                    "na_nonfacility",
                                    "parts_missing",
                                    "patient_share",
                                    "pc_mp",
                                    "pc_pe_facility",
                                    "pc_pe_nonfacility",
                                    "pc_work",
                                    "pctc",
                                    "place_known",
                                    "place_setting",
                                    "provider",
                                    "release_missing",
                                    "row",
                                    "row_found",
                                    "status",
                                    "tc_mp",
                                    "tc_pe_facility",
                                    "tc_pe_nonfacility",
                                    "tc_work",
                                    "team",
                                    "unknown_modifier",
                                    "unmodelled_modifier",
                                    "units",
                                    "part_1",
                                    "part_2",
                                    "part_3",
                                    "part_4",
                                    "part_5",
                                    "part_6",
                                    "part_7",
                                    "part_8",
                                    "part_9",
                                    "split_care__share",
                                    "part_10",
                                    "part_11",
                                    "part_12",
                                    "part_13",
                                    "factor",
                                    "work_gpci",
                                    "part_14",
                                    "setting__practice_expense",
                                    "pe_gpci",
                                    "mp_gpci",
                                    "part_15",
                                    "part_17",
                                    "part_18",
                                    "endoscopy__base_fee",
                                    "part_24",
                                    "part_25",
                                    "part_26",
                                    "base_units",
                                    "minutes",
                                    "part_28",
                                    "part_34",
                                    "part_36",
                                    "part_37",
                                    "part_39",
                                    "imaging__family",
                                    "part_55",
                                    "roles__share",
                                    "practitioner__share",
                                    "part_56",
                                    "charge",
                                    (
                                      (
                                        (
                                          "part_14" + "setting__practice_expense" * "pe_gpci"
                                        ) + "part_15"
                                      ) * "factor" + 5000000
                                    ) // 10000000 AS "base__fee",
                                    CASE
                                      WHEN "bilateral__both_on_line" AND "part_5"
                                      THEN 2
                                      WHEN "bilateral__both_on_line"
                                      THEN 1
                                      ELSE "units"
                                    END AS "bilateral__procedures",
                                    "part_23" OR "part_26" AS "part_27",
                                    CASE
                                      WHEN "part_29" + "opps_mp" > 0 AND "part_30"
                                      THEN (
                                        (
                                          (
                                            "part_14" + "part_29" * "pe_gpci"
                                          ) + "opps_mp" * "mp_gpci"
                                        ) * "factor" + 5000000
                                      ) // 10000000
                                      ELSE 0
                                    END AS "opps_cap__fee",
                                    CASE
                                      WHEN "bilateral__both_on_line" AND "bilateral" = '1'
                                      THEN CAST(15 AS BIGINT)
                                      ELSE 10
                                    END AS "bilateral__item_sides"
                                  FROM (
                                    SELECT
                                      "claim",
                                      "line",
                                      "day",
                                      "anesthesia_factor",
                                      "assistant",
                                      "bilateral",
                                      "co_surgeon",
                                      "component_missing",
                                      "has_anesthesia_factor",
                                      "has_base_units",
                                      "has_charge",
                                      "has_minutes",
                                      "has_row_53",
                                      "locality_missing",
                                      "mod_22",
                                      "mod_26",
                                      "mod_50",
                                      "mod_52",
                                      "mod_53",
                                      "mod_54",
                                      "mod_55",
                                      "mod_56",
                                      "mod_62",
                                      "mod_66",
                                      "mod_73",
                                      "mod_74",
                                      "mod_78",
                                      "mod_AD",
                                      "mod_GY",
                                      "mod_GZ",
                                      "mod_QK",
                                      "mod_QX",
                                      "mod_QY",
                                      "mod_TC",
                                      "multiple",
                                      "na_facility",
                                      "na_nonfacility",
                                      "parts_missing",
                                      "patient_share",
                                      "pc_mp",
                                      "pc_pe_facility",
                                      "pc_pe_nonfacility",
                                      "pc_work",
                                      "pctc",
                                      "place_known",
                                      "place_setting",
                                      "provider",
                                      "release_missing",
                                      "row",
                                      "row_found",
                                      "status",
                                      "tc_mp",
                                      "tc_pe_facility",
                                      "tc_pe_nonfacility",
                                      "tc_work",
                                      "team",
                                      "unknown_modifier",
                                      "unmodelled_modifier",
                                      "units",
                                      "part_1",
                                      "part_2",
                                      "part_4",
                                      "part_5",
                                      "part_6",
                                      "part_7",
                                      "part_8",
                                      "part_10",
                                      "part_12",
                                      "factor",
                                      "work_gpci",
                                      "pe_gpci",
                                      "mp_gpci",
                                      "part_17",
                                      "part_18",
                                      "part_23",
                                      "part_25",
                                      "base_units",
                                      "minutes",
                                      "part_28",
                                      "opps_mp",
                                      "part_30",
                                      "part_34",
                                      "part_36",
                                      "part_39",
                                      "part_55",
                                      "practitioner__share",
                                      "part_56",
                                      "charge",
                                      "part_2" AND "hospital_place" AS "part_3",
                                      "part_7" OR "mod_78" AS "part_9",
                                      CASE
                                        WHEN "mod_78" AND "part_8"
                                        THEN "intra_op"
                                        WHEN "part_7"
                                        THEN (
                                          CASE WHEN "mod_54" OR "mod_56" THEN CAST("pre_op" AS BIGINT) ELSE 0 END + CASE WHEN "mod_54" THEN "intra_op" ELSE 0 END
                                        ) + CASE WHEN "mod_55" THEN CAST("post_op" AS BIGINT) ELSE 0 END
                                        ELSE 100
                                      END AS "split_care__share",
                                      "part_10" AND NOT "mod_AD" AS "part_11",
                                      NOT "part_10" AS "part_13",
                                      (
                                        CAST("work" AS BIGINT) * 1
                                      ) * "work_gpci" AS "part_14",
                                      CASE
                                        WHEN "part_2"
                                        THEN CAST("pe_facility" AS BIGINT)
                                        ELSE CAST("pe_nonfacility" AS BIGINT)
                                      END AS "setting__practice_expense",
                                      CAST("mp" AS BIGINT) * "mp_gpci" AS "part_15",
                                      "part_4" OR (
                                        "units" = 2 AND "bilateral" IN ('1', '2')
                                      ) AS "bilateral__both_on_line",
                                      (
                                        (
                                          (
                                            (
                                              CAST("base_work" AS BIGINT) * 1
                                            ) * "work_gpci" + CASE
                                              WHEN "part_2"
                                              THEN CAST("base_pe_facility" AS BIGINT)
                                              ELSE CAST("base_pe_nonfacility" AS BIGINT)
                                            END * "pe_gpci"
                                          ) + CAST("base_mp" AS BIGINT) * "mp_gpci"
                                        ) * "factor" + 5000000
                                      ) // 10000000 AS "endoscopy__base_fee",
                                      "part_12" OR "part_23" AS "part_24",
                                      "part_25" OR "mod_76" OR "mod_77" OR "mod_78" OR "mod_79" AS "part_26",
                                      CASE
                                        WHEN "part_2"
                                        THEN CAST("opps_pe_facility" AS BIGINT)
                                        ELSE CAST("opps_pe_nonfacility" AS BIGINT)
                                      END AS "part_29",
                                      "row" = 'TC' OR "part_1" AS "part_37",
                                      CASE WHEN NOT "part_39" THEN '' WHEN "part_30" THEN '88' ELSE "imaging_family" END AS "imaging__family",
                                      CASE
                                        WHEN "mod_AS"
                                        THEN CAST(136 AS BIGINT)
                                        WHEN "part_6"
                                        THEN 160
                                        WHEN "mod_62"
                                        THEN 625
                                        ELSE 1000
                                      END AS "roles__share"
                                    FROM (
                                      SELECT
                                        "claim",
                                        "line",
                                        "day",
                                        "anesthesia_factor",
                                        "assistant",
                                        "base_mp",
                                        "base_pe_facility",
                                        "base_pe_nonfacility",
                                        "base_work",
                                        "bilateral",
                                        "co_surgeon",
                                        "component_missing",
                                        "has_anesthesia_factor",
                                        "has_base_units",
                                        "has_charge",
                                        "has_minutes",
                                        "has_row_53",
                                        "hospital_place",
                                        "imaging_family",
                                        "locality_missing",
                                        "mod_22",
                                        "mod_26",
                                        "mod_50",
                                        "mod_52",
                                        "mod_53",
                                        "mod_54",
                                        "mod_55",
                                        "mod_56",
                                        "mod_62",
                                        "mod_66",
                                        "mod_73",
                                        "mod_74",
                                        "mod_76",
                                        "mod_77",
                                        "mod_78",
                                        "mod_79",
                                        "mod_AD",
                                        "mod_AS",
                                        "mod_GY",
                                        "mod_GZ",
                                        "mod_QK",
                                        "mod_QX",
                                        "mod_QY",
                                        "mod_TC",
                                        "mp",
                                        "multiple",
                                        "na_facility",
                                        "na_nonfacility",
                                        "opps_pe_facility",
                                        "opps_pe_nonfacility",
                                        "parts_missing",
                                        "patient_share",
                                        "pc_mp",
                                        "pc_pe_facility",
                                        "pc_pe_nonfacility",
                                        "pc_work",
                                        "pctc",
                                        "pe_facility",
                                        "pe_nonfacility",
                                        "place_known",
                                        "place_setting",
                                        "post_op",
                                        "pre_op",
                                        "provider",
                                        "release_missing",
                                        "row",
                                        "row_found",
                                        "status",
                                        "tc_mp",
                                        "tc_pe_facility",
                                        "tc_pe_nonfacility",
                                        "tc_work",
                                        "team",
                                        "unknown_modifier",
                                        "unmodelled_modifier",
                                        "work",
                                        CAST("units" AS BIGINT) AS "units",
                                        "pctc" = '3' AS "part_1",
                                        "place_setting" = 'facility' AS "part_2",
                                        "mod_50" OR (
                                          "mod_RT" AND "mod_LT"
                                        ) AS "part_4",
                                        "bilateral" = '3' AS "part_5",
                                        "mod_80" OR "mod_81" OR "mod_82" OR "mod_AS" AS "part_6",
                                        "mod_54" OR "mod_55" OR "mod_56" AS "part_7",
                                        "global_days" IN ('010', '090') AS "part_8",
                                        CAST("intra_op" AS BIGINT) AS "intra_op",
                                        "status" = 'J' AS "part_10",
                                        "code" = '01953' AS "part_12",
                                        CAST("factor" AS BIGINT) AS "factor",
                                        CAST("work_gpci" AS BIGINT) AS "work_gpci",
                                        CAST("pe_gpci" AS BIGINT) AS "pe_gpci",
                                        CAST("mp_gpci" AS BIGINT) AS "mp_gpci",
                                        "status" = 'T' AS "part_17",
                                        "pctc" IN ('1', '4') AS "part_18",
                                        "code" IN ('01968', '01969') AS "part_23",
                                        "mod_59" OR "mod_XE" AS "part_25",
                                        CAST("base_units" AS BIGINT) AS "base_units",
                                        CAST("minutes" AS BIGINT) AS "minutes",
                                        "mod_FX" OR "mod_FY" OR "mod_CT" AS "part_28",
                                        CAST("opps_mp" AS BIGINT) AS "opps_mp",
                                        CAST(1 AS BIGINT) = 1 AS "part_30",
                                        "multiple" = '1' AS "part_34",
                                        "row" = '26' AS "part_36",
                                        "multiple" = '4' AS "part_39",
                                        (
                                          CASE WHEN "mod_FX" THEN CAST(8 AS BIGINT) ELSE 10 END * CASE
                                            WHEN "mod_FY"
                                            THEN CASE WHEN "day" >= CAST('2023-01-01' AS DATE) THEN CAST(90 AS BIGINT) ELSE 93 END
                                            ELSE 100
                                          END
                                        ) * CASE WHEN "mod_CT" THEN CAST(85 AS BIGINT) ELSE 100 END AS "part_55",
                                        CASE
                                          WHEN "mod_AS"
                                          THEN CAST(100 AS BIGINT)
                                          WHEN "provider" = 'NP'
                                          THEN 85
                                          WHEN "provider" = 'CNS'
                                          THEN 85
                                          WHEN "provider" = 'PA'
                                          THEN 85
                                          WHEN "provider" = 'RD'
                                          THEN 85
                                          WHEN "provider" = 'CSW'
                                          THEN 75
                                          WHEN "provider" = 'CP'
                                          THEN 100
                                          WHEN "provider" = 'CNM'
                                          THEN 100
                                          WHEN "provider" = 'MFT'
                                          THEN 75
                                          WHEN "provider" = 'MHC'
                                          THEN 75
                                          ELSE 100
                                        END AS "practitioner__share",
                                        CASE WHEN "participating" THEN CAST(100 AS BIGINT) ELSE 95 END AS "part_56",
                                        CAST("charge" AS BIGINT) AS "charge"
                                      FROM "lines"
                                    )
                                  )
                                )
                              )
                            )
                          )
                        )
                      )
                    )
                  )
                )
              )
              WINDOW "w1" AS (
                PARTITION BY "claim", "multiple", "imaging__family"
                ORDER BY "part_38" DESC, "line"
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              ), "w2" AS (
                PARTITION BY "claim", "imaging__family"
                ORDER BY "part_45" DESC, "line"
                ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
              )
            )
          )
        )
      )
    )
  )
)
