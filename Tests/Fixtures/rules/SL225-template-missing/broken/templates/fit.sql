{% import 'macro.sql' as m %}
{% include ['parts/one.sql', 'parts/two.sql'] %}
{% include 'nowhere.sql' ignore missing %}
{% include 'bad.sql' %}
CREATE TABLE {{product}} AS SELECT {{m.twice('x')}} FROM {{upstream['load']}}
