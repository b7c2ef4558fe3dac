{% import 'macros.sql' as m %}
{% include ['parts/one.sql', 'parts/two.sql'] %}
{% include 'nowhere.sql' ignore missing %}
CREATE TABLE {{product}} AS SELECT {{m.twice('x')}} FROM {{upstream['load']}}
