CustomTask('fit', image_name='fit', template_overrides=Template(
    active_deadline_seconds='3600', metadata=Metadata(labels={'team': 'blue'})))
